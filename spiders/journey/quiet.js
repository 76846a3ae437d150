// Remembers, in ms since 1970, when the page began or was last clicked, and when it last changed.
(() => {
  const moved = Symbol.for("storefront-auditor.moved"), began = Symbol.for("storefront-auditor.began");
  window[began] = performance.timeOrigin;
  window[moved] = Date.now();
  addEventListener("click", () => { window[began] = Date.now(); }, true);
  new MutationObserver(() => { window[moved] = Date.now(); }).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["class", "open", "hidden", "disabled", "aria-hidden", "aria-expanded"],
  });
})();
