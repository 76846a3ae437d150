// What a person could see and press on the page now. Answers {elements, facts}; the numbers in facts are places in elements.
() => {
  const PRICE = /(?:[$€£¥￥₩₹]|(?:US|NT|HK|A|C)\$|\b(?:CHF|EUR|USD|GBP|CNY|RMB|JPY|TWD)\b)\s?\d[\d.,'\s]*|\d[\d.,']*\s?(?:[€£¥元円圓]|(?:EUR|CHF|USD|GBP|kr|zł)(?!\w))/;
  const PRESSABLE = "a[href],a[onclick],button,input[type=submit],input[type=button],input[type=image],summary," +
    "[role=button],[role=link],[role=menuitem],[role=option],[role=tab],[role=radio],[aria-pressed],[onclick]";
  const TILES = new Set(["DIV", "LI", "ARTICLE", "SECTION", "FIGURE", "SPAN", "TD"]);
  const NOT_FIELDS = new Set(["hidden", "submit", "button", "image", "reset"]);
  const ALERTS = "[role=alert],[role=status],[aria-live=polite],[aria-live=assertive],[class*=toast i],[class*=alert i]," +
    "[class*=message i],[class*=notif i],[class*=success i],[class*=flash i],[class*=snackbar i]";
  const elements = [];
  const wide = innerWidth, high = innerHeight;
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const cut = (text, most) => clean(text).slice(0, most);
  const classes = (node) => (typeof node.className === "string" ? node.className : node.getAttribute?.("class") || "");
  const up = (node) => node.parentElement || node.getRootNode().host || null;
  const keep = (node) => elements.push(node) - 1;

  const all = [];
  const gather = (root) => {
    for (const node of root.querySelectorAll("*")) {
      all.push(node);
      if (node.shadowRoot) gather(node.shadowRoot);
    }
  };
  gather(document);

  const box = (node) => {
    const at = node.getBoundingClientRect();
    return { x: at.x + scrollX, y: at.y + scrollY, width: at.width, height: at.height };
  };
  const shown = (node) => {
    const at = node.getBoundingClientRect();
    if (at.width < 2 || at.height < 2 || at.right <= 0 || at.left >= wide || at.bottom + scrollY <= 0) return false;
    return !node.checkVisibility || node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  };

  // ---- where on the page a thing stands
  const REGIONS = [
    ["breadcrumb", /(^|[\s_-])breadcrumbs?($|[\s_-])/i], ["pagination", /(^|[\s_-])(pagination|pager|paging)($|[\s_-])/i],
    ["footer", /(^|[\s_-])(footer|colophon)($|[\s_-])/i], ["nav", /(^|[\s_-])(nav|navbar|navigation|menu|mega-?menu|mainmenu)($|[\s_-])/i],
    ["header", /(^|[\s_-])(header|topbar|masthead)($|[\s_-])/i], ["aside", /(^|[\s_-])(sidebar|aside)($|[\s_-])/i],
  ];
  const TAGS = { FOOTER: "footer", NAV: "nav", HEADER: "header", ASIDE: "aside", MAIN: "main", DIALOG: "dialog" };
  const ROLES = { contentinfo: "footer", navigation: "nav", banner: "header", complementary: "aside", main: "main", dialog: "dialog",
    alertdialog: "dialog", search: "header" };
  const regions = new Map(), firstHeading = document.querySelector("h1");
  const letters = (list) => list.reduce((sum, node) => sum + clean(node.textContent).length, 0);
  // a menu that nothing calls one: three short links and more, hardly a word beside them, above what the page is about
  const isLayer = (node) => node.matches("dialog,[role=dialog],[role=alertdialog],[aria-modal=true]") ||
    (getComputedStyle(node).position === "fixed" && node.getBoundingClientRect().height > 200);
  const floats = (node) => { for (let at = node; at; at = up(at)) if (isLayer(at)) return true; return false; };
  const menuLike = (node) => {
    const links = node.children.length > 2 && node.textContent.length < 1500 ? [...node.querySelectorAll("a[href]")].filter(target) : [];
    if (links.length < 3 || links.some((link) => clean(link.textContent).length > 40) || PRICE.test(node.textContent) || hasPicture(node)) return false;
    const above = firstHeading ? node.compareDocumentPosition(firstHeading) & Node.DOCUMENT_POSITION_FOLLOWING : box(node).y < 300;
    return above && !node.contains(firstHeading) && !floats(node) && letters(links) > 0.8 * clean(node.textContent).length;
  };
  const HOME = /^\/([a-z]{2}([-_][a-z]{2})?\/?|(index|home)(\.\w+)?)?$/i;
  const leadsHome = (link) => link.origin === location.origin && HOME.test(link.pathname) && !link.search;
  const unlabelled = [];
  const isHead = (node) => { // a block across the top of the page with the way home in it, that nobody called a header: not `header`, as all sorts of links stand there
    if (!["DIV", "TABLE", "SECTION", "CENTER"].includes(node.tagName)) return false;
    const at = node.getBoundingClientRect();
    if (at.y + scrollY > 60 || at.height > 320 || at.height < 20 || at.width < wide * 0.6) return false;
    const links = [...node.querySelectorAll("a[href]")];
    if (links.length < 2 || !links.some(leadsHome) || node.querySelectorAll("input:not([type=hidden]),select,textarea").length > 4) return false;
    const head = [...node.querySelectorAll("h1,h2")].every((heading) => [...heading.querySelectorAll("a[href]")].some(leadsHome));
    if (head) unlabelled.push(node);
    return head;
  };
  const own = (node) => {
    const words = `${node.id || ""} ${classes(node)} ${node.getAttribute("aria-label") || ""}`;
    const said = ROLES[node.getAttribute("role")] || (node.getAttribute("aria-modal") === "true" && "dialog");
    if (said && said !== "nav") return said;
    const named = REGIONS.find(([, words_of]) => words_of.test(words));
    if (named && (named[0] === "breadcrumb" || named[0] === "pagination")) return named[0];
    return said || TAGS[node.tagName] || (node.children.length && named ? named[0] : null) || (menuLike(node) ? "nav" : null) || (isHead(node) ? "head" : null);
  };
  const region = (node) => {
    if (!node || node === document.body || node === document.documentElement) return "main";
    if (regions.has(node)) return regions.get(node);
    const here = own(node), above = region(up(node));
    const kept = ["footer", "dialog", "breadcrumb", "pagination"].includes(above) || (above === "nav" && here !== "dialog");
    const found = kept && here !== "dialog" ? above : here || above;
    regions.set(node, found);
    return found;
  };

  // ---- cards: repeated boxes with a link and a price or a picture
  const here = location.href.split("#")[0];
  const target = (link) => {
    const href = link.getAttribute("href");
    if (!href || /^(#|javascript:|mailto:|tel:|data:)/i.test(href)) return null;
    const url = link.href.split("#")[0];
    return url === here || /\.(jpe?g|png|webp|gif|avif|svg|pdf)(\?|$)/i.test(url) ? null : url;
  };
  const links = all.filter((node) => node.tagName === "A" && target(node));
  const targets = new Map();
  const lead = (link, to) => {
    for (let node = link, step = 0; node && step < 9; node = up(node), step++) {
      if (!targets.has(node)) targets.set(node, new Set());
      targets.get(node).add(to);
    }
  };
  for (const link of links) lead(link, target(link));
  const folded = new Map();
  for (const link of links.filter((link) => !shown(link))) {
    for (let node = up(link), step = 0; node && step < 9; node = up(node), step++) folded.set(node, (folded.get(node) || 0) + 1);
  }
  const hasPrice = (node) => node.textContent.length < 3000 && PRICE.test(node.textContent);
  const hasPicture = (node) => [...node.querySelectorAll("img,picture,[style*=background-image]")].some((image) => {
    const at = image.getBoundingClientRect();
    return at.width >= 60 && at.height >= 60;
  });
  // tiles: boxes that a script opens, without a link in them
  const handy = (node) => getComputedStyle(node).cursor === "pointer";
  const boxes = all.filter((node) => TILES.has(node.tagName) && !targets.has(node) && !node.closest("a[href],button"));
  const opened = boxes.filter((node) => node.matches("[role=link],[onclick]") || (handy(node) && up(node) && !handy(up(node))));
  const tiles = new Set(opened.filter((node) => (hasPrice(node) || hasPicture(node)) && shown(node)).slice(0, 300));
  for (const tile of tiles) lead(tile, cut(tile.innerText, 200));
  const alike = (one, other) => one.tagName === other.tagName && (classes(one).split(/\s+/)[0] === classes(other).split(/\s+/)[0]);
  const elsewhere = (node, twin) => [...(targets.get(twin) || [])].some((url) => !targets.get(node).has(url));
  const repeats = (node, has) => up(node) && [...up(node).children].some(
    (twin) => twin !== node && alike(node, twin) && targets.has(twin) && elsewhere(node, twin) && has(twin));
  const fits = (node, has) => targets.get(node).size <= 6 && node.textContent.length < 3000 && !node.querySelector("h1") && has(node) && repeats(node, has);
  const climb = (link, has) => {
    for (let node = link, step = 0; node && node !== document.body && step < 8; node = up(node), step++) {
      if (targets.has(node) && fits(node, has)) return node;
    }
    return null;
  };
  const cards = new Map();
  for (const link of [...links, ...tiles]) {
    if (!shown(link)) continue;
    const card = climb(link, hasPrice) || climb(link, hasPicture);
    if (card && !cards.has(card)) cards.set(card, { place: cards.size, text: cut(card.innerText, 500), lines: (card.innerText || "").slice(0, 3000), priced: hasPrice(card), pictured: hasPicture(card) });
  }
  const cardOf = (node) => {
    for (let at = node; at; at = up(at)) if (cards.has(at)) return cards.get(at).place;
    return null;
  };

  // ---- layers that lie over the page
  const points = [0.2, 0.5, 0.8].flatMap((x) => [0.25, 0.5, 0.75].map((y) => [x * wide, y * high]));
  const tops = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
  const within = (node, layer) => { for (let at = node; at; at = up(at)) if (at === layer) return true; return false; };
  const layers = [];
  // what drops down over the page: frameworks give it z-indexes from 10 on, and badges and labels on pictures are small
  const drops = (node, style) => style.position === "absolute" && Number(style.zIndex) >= 10 && node.offsetWidth >= 150 && node.offsetHeight >= 60;
  for (const node of all) {
    const style = getComputedStyle(node);
    const modal = node.matches("dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]");
    const over = style.position === "fixed" || modal || drops(node, style) || style.position === "sticky";
    if (!over || layers.some((layer) => within(node, layer.node))) continue;
    const children = [...node.children].some(shown);
    if (!shown(node) && !children) continue;
    const covers = tops.filter((top) => within(top, node)).length;
    const text = cut(node.innerText, 1500);
    if (!covers && !text) continue;
    layers.push({ node, place: keep(node), covers, modal, sticky: style.position === "sticky", text, box: box(node), lines: (node.innerText || "").slice(0, 6000) });
  }
  // what lies over the others comes first, as they have to be dealt with: it shows in the middle of what both cover
  const overlies = ({ box: one, node }, { box: other }) => {
    const [left, top] = [Math.max(one.x, other.x, scrollX), Math.max(one.y, other.y, scrollY)];
    const right = Math.min(one.x + one.width, other.x + other.width, scrollX + wide), bottom = Math.min(one.y + one.height, other.y + other.height, scrollY + high);
    const shows = left < right && top < bottom && document.elementFromPoint((left + right) / 2 - scrollX, (top + bottom) / 2 - scrollY);
    return shows && within(shows, node);
  };
  layers.sort((one, other) => overlies(other, one) - overlies(one, other));
  const layerOf = (node) => { for (let at = node; at; at = up(at)) { const found = layers.findIndex((layer) => layer.node === at); if (found >= 0) return found; } return null; };

  // ---- what can be pressed
  const alts = (node) => [...node.querySelectorAll("img[alt],svg title,svg[aria-label],[role=img][aria-label],i[aria-label],i[title]")]
    .map((part) => part.getAttribute("alt") || part.getAttribute("aria-label") || part.getAttribute("title") || part.textContent).join(" ");
  const labelled = (node) => (node.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map((id) => node.getRootNode().getElementById?.(id)?.innerText || "").join(" ");
  const slotted = (node) => [...node.querySelectorAll("slot")].flatMap((slot) => slot.assignedNodes({ flatten: true }))
    .map((part) => part.innerText ?? part.textContent).join(" ");
  const nameOf = (node) => {
    const said = clean(labelled(node)) || clean(node.getAttribute("aria-label"));
    if (said) return cut(said, 160);
    if (node.tagName === "INPUT") return cut(node.value || node.alt || node.title, 160);
    const words = clean(`${node.innerText ?? node.textContent} ${slotted(node)}`), pictured = clean(alts(node));
    const inside = words.includes(pictured) ? words : clean(`${words} ${pictured}`);
    return cut(/[^\d\W]/u.test(inside) || /\p{L}/u.test(inside) ? inside : `${node.title || ""} ${inside}`, 160);
  };
  const address = (value) => { try { return value ? new URL(value, document.baseURI).href : ""; } catch { return ""; } };
  const inner = (node) => [...node.querySelectorAll("i,svg,use,span[class*=icon i],img")].slice(0, 4)
    .map((part) => `${classes(part)} ${part.getAttribute("href") || part.getAttribute("xlink:href") || ""} ${part.tagName === "IMG" ? part.getAttribute("src")?.slice(-60) || "" : ""}`).join(" ");
  const marksOf = (node) => cut([node.id, classes(node), node.getAttribute("name"), ...Object.entries(node.dataset || {}).flat(), inner(node)].join(" "), 400);
  const roleOf = (node) => node.getAttribute("role") || { A: "link", BUTTON: "button", INPUT: "button", SUMMARY: "button" }[node.tagName] || "generic";
  const disabled = (node) => node.disabled === true || node.getAttribute("aria-disabled") === "true" || /(^|\s)(disabled|is-disabled|btn-disabled)(\s|$)/.test(classes(node));
  const expanded = (node) => node.getAttribute("aria-expanded") ?? (node.tagName === "SUMMARY" && node.parentElement ? String(!!node.parentElement.open) : null);
  const veil = layers.findIndex((layer) => layer.covers >= 8);
  const covered = (node) => {
    const at = node.getBoundingClientRect(), top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    const over = (top ? layerOf(top) : veil) ?? -1;
    return over >= 0 && over !== layerOf(node) && layers[over].covers >= 3;
  };
  const pointer = (node) => ["DIV", "SPAN", "LI", "I", "P", "IMG"].includes(node.tagName) && getComputedStyle(node).cursor === "pointer" &&
    up(node) && getComputedStyle(up(node)).cursor !== "pointer" && !node.querySelector(PRESSABLE) && !node.closest(PRESSABLE);
  // what unfolds links when it is pressed or pointed at: they stand hidden in what it controls, behind it, or in its own item of a list
  const folds = (node, controls) => shown(node) ? Math.max(0, ...[controls, node.nextElementSibling, node.closest("li")].map((room) => folded.get(room) || 0)) : 0;
  const head = (node) => ["nav", "header"].includes(region(node)) && folded.get(node.nextElementSibling) > 1 && shown(node) && !node.closest(PRESSABLE) &&
    !node.querySelector(PRESSABLE) && /\p{L}/u.test(node.innerText || "");
  const pressables = all.filter((node) => node.matches(PRESSABLE)).slice(0, 3000).concat(all.filter((node) => !node.matches(PRESSABLE) && (tiles.has(node) || pointer(node) || head(node))).slice(0, 400));
  // ---- options: things alike in one group, of which one is chosen
  const CLOSED = /(^|[\s_-])(disabled|sold-?out|unavailable|out-?of-?stock|no-?stock|crossed(-?out)?|strike(-?through)?)($|[\s_-])/i;
  const PICKED = /(^|[\s_-])(?<!not[_-]?)(selected|active|checked|chosen|current|picked)($|[\s_-])/i;
  const around = (node) => `${classes(node)} ${up(node)?.tagName === "LI" ? classes(up(node)) : ""}`;
  const looksClosed = (node) => {
    const style = getComputedStyle(node);
    return CLOSED.test(around(node)) || style.cursor === "not-allowed" || style.textDecorationLine.includes("line-through");
  };
  const isPicked = (node) => {
    const said = ["aria-checked", "aria-pressed", "aria-selected"].map((name) => node.getAttribute(name)).find((value) => value !== null);
    return said ? said === "true" : PICKED.test(around(node));
  };
  const GROUP = "[role=radiogroup],[role=listbox],fieldset";
  const kin = new Map();
  const hasKin = (at, node) => {
    const kind = `${node.tagName} ${node.getAttribute("role")}`;
    if (!kin.has(at)) kin.set(at, new Map());
    if (!kin.get(at).has(kind)) kin.get(at).set(kind,
      [...at.querySelectorAll(node.tagName)].filter((twin) => twin.getAttribute("role") === node.getAttribute("role")).length > 1);
    return kin.get(at).get(kind);
  };
  const groupNode = (node) => {
    for (let at = up(node), step = 0; at && at !== document.body && step < 5; at = up(at), step++) {
      if (at.matches(GROUP) || hasKin(at, node)) return at;
    }
    return up(node);
  };
  const shortWords = (text) => { const words = clean(text); return words.length <= 40 && /\p{L}/u.test(words) && !PRICE.test(words) ? words : ""; };
  const ownWords = (node) => [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data).join(" ");
  const wordsOf = (node) => shortWords(ownWords(node));
  const wordsBefore = (node) => {
    const before = node.previousElementSibling;
    return before && !before.matches(`${PRESSABLE},script,style,template`) && !before.querySelector(PRESSABLE) ? shortWords(before.innerText) : "";
  };
  const groupLabel = (node) => {
    const said = clean(node.getAttribute("aria-label")) || clean(labelled(node)) || clean(node.querySelector("legend")?.innerText);
    if (said) return cut(said, 60);
    for (let at = node, step = 0; at && at !== document.body && step < 3; at = up(at), step++) {
      const words = wordsOf(at) || wordsBefore(at);
      if (words || at.previousElementSibling?.querySelector(PRESSABLE)) return words;
    }
    return "";
  };
  const groups = new Map();
  const groupOf = (node) => {
    const leads = node.tagName === "A" && target(node);
    const away = leads && new URL(leads).pathname !== location.pathname;
    if (away || !["main", "dialog", "aside"].includes(region(node)) || !shown(node) || cardOf(node) !== null) return null;
    const at = groupNode(node);
    if (!at) return null;
    if (!groups.has(at)) groups.set(at, { place: groups.size, label: groupLabel(at), marks: `${marksOf(at)} ${up(at) ? marksOf(up(at)) : ""}` });
    return groups.get(at).place;
  };

  const candidates = pressables.map((node) => {
    const group = groupOf(node);
    const submits = node.form && node.type !== "button" && node.type !== "reset" ? node.form : null;
    const controls = document.getElementById((node.getAttribute("aria-controls") || node.dataset?.target?.replace("#", "") || ""));
    return {
      place: keep(node), name: nameOf(node), role: roleOf(node), tag: node.tagName.toLowerCase(),
      href: node.tagName === "A" ? address(node.getAttribute("href")) : "",
      action: submits ? address(node.getAttribute("formaction") || submits.getAttribute("action") || location.href) : "",
      method: submits ? (node.getAttribute("formmethod") || submits.getAttribute("method") || "get").toLowerCase() : "",
      marks: marksOf(node), box: box(node), shown: shown(node), region: region(node), card: cardOf(node), layer: layerOf(node),
      disabled: disabled(node), covered: covered(node), expanded: expanded(node), popup: node.hasAttribute("aria-haspopup") || !!controls,
      rel: node.getAttribute("rel") || "", title: cut(node.title, 80), folds: folds(node, controls), tile: tiles.has(node) && cardOf(node) !== null,
      group, picked: group !== null && isPicked(node), closed: group !== null && looksClosed(node), value: cut(node.dataset?.value || node.dataset?.option, 40),
    };
  });

  // ---- prices, fields, messages
  const priced = all.filter((node) => node.textContent.length < 40 && PRICE.test(node.textContent) && shown(node) && !["SCRIPT", "STYLE", "OPTION"].includes(node.tagName) &&
    (PRICE.test(ownWords(node)) || ![...node.children].some((child) => PRICE.test(child.textContent))));
  const prices = priced.slice(0, 300).map((node) => ({
    text: cut(PRICE.test(ownWords(node)) ? ownWords(node) : node.textContent, 30), box: box(node), card: cardOf(node), region: region(node), size: parseFloat(getComputedStyle(node).fontSize),
    struck: getComputedStyle(node).textDecorationLine.includes("line-through") || !!node.closest("del,s,strike,.old-price,.price--old,.was"),
  }));
  const wordsOfLabel = (label) => {
    if (!label.querySelector("select,textarea")) return label.innerText;
    const words = label.cloneNode(true);
    words.querySelectorAll("select,textarea,script,style").forEach((part) => part.remove());
    return words.textContent;
  };
  const ownLabel = (field) => clean([...(field.labels || [])].map(wordsOfLabel).join(" ")) || clean(labelled(field)) || clean(field.getAttribute("aria-label"));
  const labelOf = (field) => cut(ownLabel(field) || field.placeholder || field.title || field.name, 100);
  const drawn = (node) => ["::before", "::after"].map((part) => getComputedStyle(node, part).content).join(" ");
  const starred = (field) => [...(field.labels || [])].some((label) => [label, ...label.querySelectorAll("*")].some((part) => drawn(part).includes("*")));
  const fieldShown = (field) => shown(field) || (["radio", "checkbox"].includes(field.type) && [...(field.labels || [])].some(shown));
  const near = (field) => {
    let at = up(field);
    while (at && at !== document.body && !clean(at.innerText)) at = up(at);
    return at && [...at.querySelectorAll("input,select,textarea")].filter(fieldShown).length === 1 ? cut(at.innerText, 200) : "";
  };
  const forms = [...document.forms];
  const closedField = (field) => !!field.disabled || CLOSED.test(classes(field)) || [...(field.labels || [])].some(looksClosed);
  const radioGroup = (field) => field.closest("fieldset,[role=radiogroup]") || groupNode(field.labels?.[0] || field);
  const submitOf = (form) => { const button = form && [...form.elements].find((part) => ["submit", "image"].includes(part.type)); return button ? nameOf(button) : ""; };
  const native = (node) => ["INPUT", "SELECT", "TEXTAREA"].includes(node.tagName);
  const drawnList = (node) => !native(node) && node.getAttribute("role") === "combobox";
  const fields = all.filter((node) => (native(node) && !NOT_FIELDS.has(node.type)) || drawnList(node)).slice(0, 300).map((field) => ({
    place: keep(field), label: labelOf(field), near: near(field), kind: drawnList(field) ? "combobox" : field.type, name: field.name || field.id || "", autocomplete: field.getAttribute("autocomplete") || "",
    region: region(field), required: field.required || field.getAttribute("aria-required") === "true", shown: fieldShown(field), card: cardOf(field), layer: layerOf(field),
    form: field.form ? forms.indexOf(field.form) : -1, filled: field.type === "radio" || field.type === "checkbox" ? field.checked : !!field.value,
    value: ["number", "text", "tel", "select-one"].includes(field.type) ? cut(field.value, 20) : "", disabled: !!field.disabled, pattern: field.getAttribute("role") || "",
    action: field.form ? address(field.form.getAttribute("action") || location.href) : "", box: box(field), submit: submitOf(field.form),
    named: !!(ownLabel(field) || clean(field.title)), starred: starred(field), fixed: field.readOnly === true,
    closed: closedField(field), group: field.type === "radio" && radioGroup(field) ? groupLabel(radioGroup(field)) : "",
    options: field.tagName === "SELECT" ? [...field.options].map((option) => ({ value: option.value, text: cut(option.text, 60), disabled: option.disabled, selected: option.selected })).slice(0, 60) : [],
  }));
  const pictures = all.filter((node) => node.matches("img,svg,[role=img]") && !["header", "nav", "footer"].includes(region(node)) && shown(node))
    .map((node) => cut(node.getAttribute("alt") || node.getAttribute("aria-label") || node.querySelector("title")?.textContent || node.title || node.src?.split("/").pop().split(/[?#]/)[0] || "", 80))
    .filter(Boolean).slice(0, 60);
  const alerts = [...document.querySelectorAll(ALERTS)].filter(shown).map((node) => cut(node.innerText, 300)).filter(Boolean).slice(0, 20);
  const main = document.querySelector("main,[role=main]");
  const rest = () => [...document.querySelectorAll("header,nav,footer,[role=banner],[role=contentinfo]"), ...unlabelled].filter(shown)
    .reduce((text, part) => text.replace(part.innerText, " "), document.body?.innerText || "");
  const parts = (list) => [...list.children].map((child) => clean(child.innerText)).filter(Boolean);
  const called = (list) => /step|progress|stages|wizard|checkout-nav/i.test(
    `${classes(list)} ${list.id} ${list.getAttribute("aria-label") || ""} ${classes(up(list) || list)}`);
  const counted = (texts) => texts.every((text, at) => text.startsWith(String(at + 1)));
  const asks = (list) => !!list.querySelector("input:not([type=hidden]):not([type=radio]),select,textarea");
  const stages = [...document.querySelectorAll("ol,ul,[role=tablist],[class*=step i],[class*=progress i]")].filter((list) => shown(list) && !asks(list))
    .map((list) => [list, parts(list)]).filter(([, texts]) => texts.length >= 2 && texts.length <= 12)
    .find(([list, texts]) => counted(texts) || called(list))?.[1].length;

  const headings = [...document.querySelectorAll("h1"), ...document.querySelectorAll("h2")].filter((node) => shown(node) && /[\p{L}\p{N}]/u.test(node.innerText.replace(PRICE, "")));
  const heading = headings.find((node) => ["main", "dialog", "aside"].includes(region(node)) && cardOf(node) === null) || headings[0];

  const [, began, , first] = (window[Symbol.for("storefront-auditor.told")] || (() => []))();
  const facts = {
    changed_ms: first > began ? first - began : null, url: location.href, title: cut(document.title, 200), lang: document.documentElement?.lang || "",
    heading: cut(heading?.innerText, 200),
    text: (document.body?.innerText || "").slice(0, 40000), main_text: ((main && shown(main) ? main.innerText : rest()) || "").slice(0, 30000),
    cards: [...cards.values()], layers: layers.map(({ node, ...layer }) => layer), candidates, groups: [...groups.values()], prices, fields, alerts, stages: stages || null,
    images: [...document.images].filter(shown).length, scroll_y: scrollY,
    frames: all.filter((node) => node.tagName === "IFRAME" && shown(node)).slice(0, 20).map((frame) => (
      { place: keep(frame), src: address(frame.src), box: box(frame), region: region(frame), layer: layerOf(frame) })),
    pictures,
  };
  return { elements, facts };
}
