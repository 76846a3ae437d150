// How to find an element of the page again: a short selector, its opening tag, and where it stood on the page.

const LONGEST_SNIPPET = 300;
const LONGEST_ATTRIBUTE = 80;

const cut = (text, longest) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const rounded = (number) => Math.round(number * 10) / 10;

function elementOf(node) {
  return node && node.nodeType === Node.ELEMENT_NODE ? node : (node && node.parentElement) || null;
}

function step(element) {
  const tag = element.localName;
  if (element.id) return `${tag}#${CSS.escape(element.id)}`;
  const alike = element.parentNode ? [...element.parentNode.children].filter((other) => other.localName === tag) : [];
  if (alike.length > 1) return `${tag}:nth-of-type(${alike.indexOf(element) + 1})`;
  return element.classList.length ? `${tag}.${CSS.escape(element.classList[0])}` : tag;
}

// From the element upwards, until the way is unmistakable. Shadow roots are passed through by their hosts, as Playwright does.
function selectorOf(element) {
  const root = element.getRootNode();
  let way = "";
  for (let at = element; at && at.nodeType === Node.ELEMENT_NODE; at = at.parentElement) {
    way = way ? `${step(at)} > ${way}` : step(at);
    if (root.querySelectorAll && root.querySelectorAll(way).length === 1) break;
  }
  return root instanceof ShadowRoot ? `${selectorOf(root.host)} ${way}` : way;
}

function snippetOf(element) {
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${cut(value, LONGEST_ATTRIBUTE)}"`);
  return cut(`<${element.localName}${attributes.join("")}>`, LONGEST_SNIPPET);
}

function boxOf(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  if (!width && !height) return null;
  return { x: rounded(x + scrollX), y: rounded(y + scrollY), width: rounded(width), height: rounded(height) };
}

function describe(node) {
  const element = elementOf(node);
  return element && { selector: selectorOf(element), snippet: snippetOf(element), box: boxOf(element) };
}

function isSeen(element) {
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  return seen && width > 1 && height > 1 && right + scrollX > 0 && bottom + scrollY > 0;
}
