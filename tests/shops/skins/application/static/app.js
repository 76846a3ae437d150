// Routes by history.pushState; every view paints skeletons first, then what the API told, and sets the title last of all.
const root = document.getElementById("root");
const api = (path, method = "GET", body) => fetch(`/api/${path}`, {
  method, headers: body ? { "Content-Type": "application/json" } : {}, body: body && JSON.stringify(body),
}).then((answer) => answer.json());
const bones = (count) => `<div class="Grid_root">${'<div class="Bone"></div>'.repeat(count)}</div>`;
const picture = (piece) => `<img src="/images/${piece.slug}.svg" width="165" height="165" alt="">`;
const inside = (piece) => `${picture(piece)}<div>${piece.name}</div><div class="Tile_price">£${piece.price}</div>${piece.sold_out ? "<small>Sold out</small>" : ""}`;
const tile = (piece) => `<div class="Tile_root" data-go="/piece/${piece.slug}">${inside(piece)}<div class="Tile_heart" role="button" aria-label="Save for later">♡</div></div>`;
const linked = (piece) => `<a class="Tile_root" href="/piece/${piece.slug}">${inside(piece)}</a>`;
const tap = (words, act, more = "") => `<div class="Tap_root" role="button" tabindex="0" data-act="${act}" ${more}>${words}</div>`;
const snack = (words) => {
  const node = document.createElement("div");
  node.className = "Snack"; node.setAttribute("role", "status"); node.textContent = words;
  document.body.append(node); setTimeout(() => node.remove(), 4000);
};
const badge = (count) => { document.querySelector(".Bar_bag").innerHTML = `Bag${count ? ` <b>${count}</b>` : ""}`; };
let view, turn = 0;

const lines = (bag) => bag.lines.length ? `${bag.lines.map((line) => `<div class="Row_root"><span>${line.name}</span><span>£${line.price}</span>
  ${tap("−", "less", `data-piece="${line.slug}" data-count="${line.count - 1}" aria-label="One less"`)}<span>${line.count}</span>${tap("+", "more", `data-piece="${line.slug}" data-count="${line.count + 1}" aria-label="One more"`)}
  ${tap("Remove", "remove", `data-piece="${line.slug}"`)}</div>`).join("")}<p>Total <b>£${bag.total}</b>, delivery included</p>${tap("Checkout", "go", 'data-go="/checkout"')}` : "<p>Your bag is empty.</p>";
const bagged = (bag) => { view.innerHTML = `<h1>Your bag</h1>${lines(bag)}`; badge(bag.lines.reduce((sum, line) => sum + line.count, 0)); };

const views = [
  [/^\/$/, "home", (told) => [`<h1>Made this week</h1><div class="Grid_root">${told.pieces.map(linked).join("")}</div>`, "kiln.app: pots from small kilns"]],
  [/^\/range\/(.+)$/, "shelves/$1", (told) => [`<h1>${told.name}</h1><div class="Grid_root">${told.pieces.map(tile).join("")}</div>`, `${told.name} | kiln.app`]],
  [/^\/search\?q=(.*)$/, "search?q=$1", (told) => [`<h1>${told.name}</h1><div class="Grid_root">${told.pieces.map(tile).join("") || "Nothing found."}</div>`, "Search | kiln.app"]],
  [/^\/piece\/(.+)$/, "pieces/$1", (told) => [`<h1>${told.name}</h1><img src="/images/${told.slug}.svg" width="320" height="320" alt="">
    <p style="font-size:26px">£${told.price}</p><p>${told.words.join(" ")}</p>
    ${told.sold_out ? tap("Sold out", "none", 'aria-disabled="true"') : tap("Add to bag", "add", `data-piece="${told.slug}"`)} ${tap("Save for later", "save").replace("Tap_root", "Tap_root is-quiet")}
    <h2>You may also like</h2><div class="Grid_root">${told.others.map(tile).join("")}</div>`, `${told.name} | kiln.app`]],
  [/^\/bag$/, "bag", (told) => [`<h1>Your bag</h1>${lines(told)}`, "Bag | kiln.app"]],
  [/^\/checkout$/, "bag", (told) => told.lines.length ? [`<h1>Checkout</h1><div class="Form_root">${[["email", "Email", "email"], ["name", "Full name", "name"],
    ["street", "Address", "street-address"], ["town", "Town", "address-level2"], ["code", "Postcode", "postal-code"], ["phone", "Phone", "tel"]].map(([name, words, token]) =>
    `<input name="${name}" placeholder="${words}" aria-label="${words}" autocomplete="${token}">`).join("")}
    <p><label style="display:flex;gap:8px"><input type="checkbox" name="terms" style="width:auto;margin:0"> I accept the terms of sale</label></p></div><p>Total £${told.total}</p>${tap("Place order", "order")}`, "Checkout | kiln.app"]
    : ["<h1>Checkout</h1><p>Your bag is empty.</p>", "Checkout | kiln.app"]],
  [/^\/about$/, "home", () => ["<h1>About us</h1><p>Six kilns, one app.</p>", "About | kiln.app"]],
];

const frame = (told) => {
  root.innerHTML = `<div class="Bar_root"><div class="Bar_brand" data-go="/">kiln</div><form class="Bar_find"><input type="search" placeholder="Search pots" aria-label="Search pots"></form><div class="Bar_bag" role="button" tabindex="0" data-go="/bag" aria-label="Bag">Bag</div></div>
    <div class="Chips_root" role="navigation" aria-label="Ranges">${told.shelves.map((shelf) => `<a class="Chips_chip" href="/range/${shelf.slug}">${shelf.name}</a>`).join("")}</div>
    <div class="View_root"></div><div style="background:#f6f6fb;padding:24px"><a href="/about">About us</a> <a href="mailto:hello@kiln.example">Write to us</a></div>`;
  document.querySelector(".Bar_bag").removeAttribute("aria-label");
  view = root.querySelector(".View_root"); badge(told.count);
};
const paint = async () => {
  const mine = ++turn, place = location.pathname + location.search;
  const [pattern, path, show] = views.find(([pattern]) => pattern.test(place)) || views[0];
  view.innerHTML = bones(8); scrollTo(0, 0);
  const told = await api(place.replace(pattern, path));
  if (mine !== turn) return;
  if (told.error) { view.innerHTML = "<h1>Nothing here</h1>"; return; }
  const [html, title] = show(told);
  view.innerHTML = html;
  setTimeout(() => { document.title = title; }, 300);
};
const go = (place) => { history.pushState({}, "", place); paint(); };
addEventListener("popstate", paint);

const acts = {
  add: async ({ piece }) => { badge((await api("bag", "POST", { piece, count: 1 })).count); snack("Added to your bag"); },
  less: async ({ piece, count }) => bagged(await api(`bag/${piece}`, "PATCH", { count: Number(count) })),
  more: async ({ piece, count }) => bagged(await api(`bag/${piece}`, "PATCH", { count: Number(count) })),
  remove: async ({ piece }) => bagged(await api(`bag/${piece}`, "DELETE")),
  order: () => api("orders", "POST", {}),
  save: () => snack("Saved"),
};
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/']"), node = event.target.closest("[data-act],[data-go],.Tile_heart");
  if (link) { event.preventDefault(); go(link.getAttribute("href")); return; }
  if (!node || node.getAttribute("aria-disabled")) return;
  if (node.matches(".Tile_heart")) snack("Saved"); else if (acts[node.dataset.act]) acts[node.dataset.act](node.dataset); else if (node.dataset.go) go(node.dataset.go);
});
root.addEventListener("submit", (event) => { event.preventDefault(); go(`/search?q=${encodeURIComponent(event.target.querySelector("input").value)}`); });
root.innerHTML = `<div style="padding:80px 16px">${bones(4)}</div>`;
api("home").then((told) => { frame(told); paint(); });
