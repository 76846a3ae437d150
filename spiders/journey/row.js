// Where a product's line stands in the cart, in the whole page: {box, heart, text, others}, or null. `root` is the place of the
// layer to look in.
(hold, { root, name }) => {
  const PRICE = /[$€£¥￥₩₹]\s?\d|\d\s?[€£¥元円圓]|\d\s?(?:EUR|CHF|USD|GBP|kr|zł)(?!\w)|(?:CHF|EUR|USD|GBP|CNY|RMB|JPY|TWD)\s?\d/;
  const CONTROLS = "input:not([type=hidden]),select,button,[role=button],[onclick]";
  const fold = (text) => (text || "").normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const wanted = fold(name), words = wanted.split(" ").filter((word) => word.length > 2);
  const mentions = (text) => {
    const plain = fold(text);
    if (!wanted || !plain) return false;
    if (plain.includes(wanted) || (wanted.length > 24 && plain.includes(wanted.slice(0, 20)))) return true;
    return words.length >= 3 && words.filter((word) => plain.includes(word)).length / words.length >= 0.7;
  };
  const shown = (node) => node.getClientRects().length && (!node.checkVisibility || node.checkVisibility({ visibilityProperty: true }));
  const frame = window.frameElement?.getBoundingClientRect();
  const [right, down] = frame ? [frame.x + parent.scrollX, frame.y + parent.scrollY] : [0, 0];
  const box = (node) => {
    const at = node.getBoundingClientRect();
    return { x: at.x + scrollX + right, y: at.y + scrollY + down, width: at.width, height: at.height };
  };
  const up = (node) => node.parentElement || node.getRootNode().host || null;
  const all = [];
  const gather = (top) => top.querySelectorAll("*").forEach((node) => { all.push(node); if (node.shadowRoot) gather(node.shadowRoot); });
  const top = root === null ? document.body : hold.elements[root];
  gather(top);
  if (top.shadowRoot) gather(top.shadowRoot);
  const aside = (node) => root === null && node.closest("header,footer,nav,[role=alert],[role=status]");
  const leaves = all.filter((node) => !["SCRIPT", "STYLE", "TEMPLATE"].includes(node.tagName) && mentions(node.innerText) &&
    ![...node.children].some((child) => mentions(child.innerText)) && shown(node) && !aside(node));
  const links = (node) => [...node.querySelectorAll("a[href]")].some((link) => !mentions(link.innerText) && !link.querySelector("img"));
  const controlled = (node) => node.querySelector(CONTROLS) || links(node);
  const rowOf = (leaf) => {
    for (let node = leaf; node && node !== document.body; node = up(node)) {
      if (PRICE.test(node.innerText || "") && controlled(node)) return node;
      if (node === top) break;
    }
    return null;
  };
  const leaf = leaves.find(rowOf);
  if (!leaf) return null;
  const row = rowOf(leaf);
  const first = (node) => (typeof node.className === "string" ? node.className : "").split(/\s+/)[0];
  const others = [...(row.parentElement?.children || [])].filter((node) => node !== row && node.tagName === row.tagName && first(node) === first(row) &&
    shown(node) && PRICE.test(node.innerText) && node.querySelector(`img,a[href],${CONTROLS}`) && !mentions(node.innerText));
  return { box: box(row), heart: box(leaf), text: row.innerText.slice(0, 2000), others: others.map((node) => node.innerText.trim().slice(0, 300)) };
}
