// The layer that asks for consent, if one lies over the page: looked for where a finger would land, on a grid of points.

const COLUMNS = 9;
const ROWS = 24;
const LEAST_SHARE = 0.03;
const LONGEST_TEXT = 6000; // a layer with more in it is the page itself

const VENDORS = [
  "#onetrust-banner-sdk", "#onetrust-consent-sdk", "#CybotCookiebotDialog", "#usercentrics-root", "#usercentrics-cmp-ui",
  "#didomi-host", "#didomi-popup", ".qc-cmp2-container", "#qc-cmp2-container", "#truste-consent-track", "#consent_blackbar",
  "#cookie-law-info-bar", ".cky-consent-container", "#iubenda-cs-banner", ".klaro .cookie-notice", ".klaro .cookie-modal",
  ".osano-cm-window", "#tarteaucitronRoot", ".cmplz-cookiebanner", "#BorlabsCookieBox", "#axeptio_overlay",
  "[id^=sp_message_container]", ".cc-window.cc-banner", "#shopify-pc__banner", ".termly-styles-root", "#ppms_cm_popup_overlay",
  "#cookiescript_injected", "#hs-eu-cookie-confirmation", "#moove_gdpr_cookie_info_bar", "#cmpbox", "#cookie-notice",
  "#cookieNotice", "#gdpr-cookie-message", "#cookie-consent", "#cookieConsent", "#cookie-banner", "#cookiebanner",
].join(",");

const SUBJECT = new RegExp(
  "cookie|consent|gdpr|\\bprivacy|datenschutz|einwilligung|confidentialit|consentement|t[eé]moins|consenso|privacidad|" +
    "consentimiento|toestemming|personvern|samtyck|ciastecz|クッキー|プライバシー|隐私|隱私|同意",
  "i",
);

const ANSWER = new RegExp(
  "^\\W*(accept|agree|i agree|allow|reject|decline|refuse|deny|only necessary|necessary only|got it|ok\\b|okay|understood|" +
    "akzeptier|zustimm|alle akzept|ablehn|nur notwendig|einverstanden|verstanden|accepter|tout accepter|refuser|tout refuser|" +
    "j'accepte|continuer sans|aceptar|rechazar|accetta|rifiuta|accetto|accepteren|weiger|akkoord|aanvaarden|aceitar|recusar|" +
    "godkänn|acceptera|tillad|afvis|godta|avvis|akceptuj|zgadzam|odrzu|同意|接受|拒绝|拒絕|允许|我知道|承諾|許可|すべて受け入れる|拒否)",
  "i",
);

const textOf = (element) => (element.shadowRoot ? element.shadowRoot.textContent : element.innerText || element.textContent || "");

const buttonsOf = (element) =>
  [...(element.shadowRoot || element).querySelectorAll("button, a, [role=button], input[type=button], input[type=submit]")];

const labelOf = (button) => (button.innerText || button.value || button.getAttribute("aria-label") || "").trim();

const isConsentFrame = ({ localName, src, id, name, title }) =>
  localName === "iframe" && /consent|cookie|gdpr|\bcmp\b|privacy/i.test([src, id, name, title].join(" "));

function saysConsent(element) {
  const text = textOf(element);
  return text.length < LONGEST_TEXT && SUBJECT.test(text) && buttonsOf(element).some((button) => ANSWER.test(labelOf(button)));
}

const known = new Map();

function asksForConsent(element) {
  if (!known.has(element)) known.set(element, element.matches(VENDORS) || isConsentFrame(element) || saysConsent(element));
  return known.get(element);
}

function liesOver(element) {
  if (element.matches(":modal, [aria-modal=true]") || element.matches(VENDORS)) return true;
  return ["fixed", "sticky"].includes(getComputedStyle(element).position);
}

function layerAt(x, y) {
  for (let at = document.elementFromPoint(x, y); at && at !== document.body; at = at.parentElement) {
    if (at !== document.documentElement && liesOver(at) && asksForConsent(at)) return at;
  }
  return null;
}

function consentLayer() {
  known.clear();
  const points = new Map();
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const layer = layerAt(((column + 0.5) * innerWidth) / COLUMNS, ((row + 0.5) * innerHeight) / ROWS);
      if (layer) points.set(layer, (points.get(layer) || 0) + 1);
    }
  }
  const [widest] = [...points].sort(([, one], [, other]) => other - one);
  return widest && widest[1] / (ROWS * COLUMNS) >= LEAST_SHARE ? selectorOf(widest[0]) : null;
}
