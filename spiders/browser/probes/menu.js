// The entries of the main menu that a visitor sees without opening anything; null when there is no telling which menu that is.

const LOWEST_TOP = 700;
const FEWEST = 2;
const FEWEST_LINKS = 4; // behind a menu's only entry, such as "Browse store"
const MOST = 40;
const LONGEST_ENTRY = 60;

const MENUS = "header nav, [role=banner] nav, nav, header ul, [role=banner] ul, [role=navigation], [role=menubar]";
const NOT_A_MENU = [
  "footer", "[role=contentinfo]", "main article", "[role=tablist]", "[aria-label*=breadcrumb i]", "[class*=breadcrumb i]",
  "[class*=paginat i]", "[class*=carousel i]",
].join(",");
const PRESSABLE = "a, button, summary, [role=menuitem], [role=button]";
const BEARS_NAME = /main|primary|haupt|categor|kategori|mega|top-?menu|department/i;

const wordsOf = (element) => (element.innerText || element.getAttribute("aria-label") || "").trim().split("\n")[0].trim();

const within = (element, menu) => element && element !== menu && menu.contains(element);

function firstPressable(item) {
  return [item, ...item.querySelectorAll(PRESSABLE)].find((one) => one.matches(PRESSABLE) && isSeen(one) && wordsOf(one));
}

function topItems(menu) {
  const lists = [menu, ...menu.querySelectorAll("ul, ol, [role=menubar]")].filter((list) => list.matches("ul, ol, [role=menubar]"));
  const outermost = lists.filter((list) => !lists.some((other) => other !== list && other.contains(list)));
  return outermost.flatMap((list) => [...list.children]);
}

const looseEntries = (menu) =>
  [...menu.querySelectorAll(PRESSABLE)].filter((one) => isSeen(one) && !within(one.parentElement.closest(PRESSABLE), menu));

function entriesOf(menu) {
  const items = topItems(menu);
  const pressed = items.length ? items.map(firstPressable) : looseEntries(menu);
  const words = pressed.filter(Boolean).map(wordsOf).filter((text) => text && text.length <= LONGEST_ENTRY);
  return [...new Set(words)];
}

function isCandidate(menu) {
  const { top } = menu.getBoundingClientRect();
  return isSeen(menu) && top < LOWEST_TOP && !menu.closest(NOT_A_MENU);
}

function weigh(menu) {
  const entries = entriesOf(menu);
  const named = BEARS_NAME.test(`${menu.id} ${menu.className} ${menu.getAttribute("aria-label") || ""}`);
  const opens = topItems(menu).length > 0 && menu.querySelectorAll("a[href]").length >= FEWEST_LINKS;
  return { entries, opens, weight: entries.length * (named ? 2 : 1) };
}

function menuEntries() {
  const weighed = [...document.querySelectorAll(MENUS)].filter(isCandidate).map(weigh);
  const plausible = weighed.filter(({ entries, opens }) => entries.length >= (opens ? 1 : FEWEST) && entries.length <= MOST);
  const [best, ...others] = plausible.sort((one, other) => other.weight - one.weight);
  if (!best) return null;
  const rival = others.find(({ entries }) => entries.join("\n") !== best.entries.join("\n"));
  return rival && rival.weight === best.weight ? null : best.entries;
}
