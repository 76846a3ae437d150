// Remembers when the page last changed, in ms since 1970, so that a walk knows when it has settled.
(() => {
  const moved = Symbol.for("storefront-auditor.moved");
  window[moved] = Date.now();
  new MutationObserver(() => { window[moved] = Date.now(); }).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["class", "open", "hidden", "disabled", "aria-hidden", "aria-expanded"],
  });
})();
