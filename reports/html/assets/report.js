(() => {
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const root = document.documentElement;
all("[data-script]").forEach(element => { element.hidden = false; });

// Tools
const theme = one("#theme");
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const nameTheme = () => { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; };
theme.onclick = () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
one("#print").onclick = () => print();
nameTheme();

// Mends: the score that would follow
const list = one(".mends"), sum = one("#sum");
const told = sum && { sum: sum.textContent, next: one("#next-value").textContent, because: one("#next-because").textContent };
const bands = sum ? sum.dataset.bands.split("|") : [];
const bandOf = value => bands[[90, 75, 50, 0].findIndex(least => value >= least)];
const whole = points => Math.round(+points.toFixed(2));
const foretell = () => {
  const ticked = all(".mend", list).filter(mend => one("input", mend).checked);
  const locked = all(".mend[data-lifts]", list).some(mend => !one("input", mend).checked);
  const limit = locked && list.dataset.limit ? +list.dataset.limit : 100;
  const total = ticked.reduce((points, mend) => points + +mend.dataset.adds, +list.dataset.total);
  const value = whole(Math.min(limit, total)), some = ticked.length > 0;
  const held = whole(total) > limit;
  one("#next-value").textContent = some ? value : told.next;
  one("#next-pin").setAttribute("x", `${some ? value : told.next}%`);
  one("#next-because").textContent = some ? one("#next-because").dataset.ticked : told.because;
  sum.textContent = !some ? told.sum : held ? fill(sum.dataset.held, { value, total: whole(total) })
    : fill(sum.dataset.ticked, { ticked: ticked.length, all: all(".mend", list).length, value, band: bandOf(value) });
};
const fill = (text, data) => text.replace(/\{(\w+)\}/g, (_, name) => data[name]);
if (sum) {
  list.classList.add("ticks");
  list.onchange = foretell;
}

// Findings: what a card offers
// An address of the shop's stands there by its path alone, which keeps the file small
const link = (place, shop) => {
  const address = new URL(place.textContent, shop);
  if (!address.protocol.startsWith("http")) return;
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.append(...place.childNodes);
  place.append(anchor);
};
const copy = async button => {
  const card = button.closest(".card"), status = one("[role=status]", button.parentNode);
  const link = `${location.href.split("#")[0]}#${card.id}`;
  const text = button.dataset.copy === "link" ? link : `${one("h3", card).textContent}\n\n${one(".text", card).innerText}\n`;
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = status.dataset.done;
  } catch {
    status.textContent = status.dataset.refused;
  }
};

// Findings: filters, kept in the address after #findings?
const cards = all(".card"), form = one(".filters");
const trays = ["severity", "principle", "team"];
const shown = () => cards.filter(card => !card.hidden);
const matches = (card, wanted) => [...wanted].every(([name, value]) => name === "q"
  ? `${card.id} ${card.textContent}`.toLowerCase().includes(value.trim().toLowerCase()) : card.dataset.filed.split(" ")[trays.indexOf(name)] === value);
const chosen = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
const sift = () => {
  const wanted = chosen();
  cards.forEach(card => { card.hidden = !matches(card, wanted); });
  one("#tally").textContent = fill(one("#tally").dataset.said, { shown: shown().length, all: cards.length });
  one("#none-match").hidden = shown().length > 0;
  one("#clear").hidden = wanted.size === 0;
};
const choose = query => {
  form.reset();
  new URLSearchParams(query).forEach((value, name) => { if (form.elements[name]) form.elements[name].value = value; });
  sift();
};
if (form) {
  form.onsubmit = event => event.preventDefault();
  form.oninput = () => {
    sift();
    const query = chosen().toString();
    history.replaceState(null, "", query ? `#findings?${query}` : "#findings");
  };
  one("#clear").onclick = () => { choose(""); history.replaceState(null, "", "#findings"); form.elements.q.focus(); };
  all("[data-filter]").forEach(link => { link.href = `#findings?${link.dataset.filter}`; });
  const opener = one("#open-all"), open = opener.textContent;
  opener.onclick = () => {
    const closed = shown().some(card => !card.open);
    shown().forEach(card => { card.open = closed; });
    opener.textContent = closed ? opener.dataset.close : open;
  };
  all(".card-body").forEach(body => body.append(one("#acts").content.cloneNode(true)));
  all(".where bdi").forEach(place => link(place, one(".cards").dataset.shop));
  one(".cards").onclick = event => { if (event.target.dataset.copy) copy(event.target); };
}
// Addresses: a finding's opens its card, a filter's sets the filters
const arrive = () => {
  const [id, query] = location.hash.slice(1).split("?");
  const target = id && document.getElementById(id);
  if (!target) return;
  if (query !== undefined && form) choose(query);
  if (target.matches("details")) {
    if (target.hidden) choose("");
    target.open = true;
  }
  if (query !== undefined || target.matches("details")) target.scrollIntoView();
};
addEventListener("hashchange", arrive);
arrive();

// Contents: where the reader is
const links = all(".rail nav > ol a"), visible = new Set();
const watch = new IntersectionObserver(entries => {
  entries.forEach(entry => visible[entry.isIntersecting ? "add" : "delete"](entry.target));
  const current = all("main > section").findLast(section => visible.has(section));
  links.forEach(link => current && link.hash === `#${current.id}` ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
}, { rootMargin: "-15% 0px -75% 0px" });
all("main > section").forEach(section => watch.observe(section));
all(".contents-narrow a").forEach(link => { link.onclick = () => { one(".contents-narrow").open = false; }; });
})();
