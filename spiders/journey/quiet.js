// Remembers, in ms since 1970, when the page began or was last clicked, and when it or one of its frames last changed.
(() => {
  const moved = Symbol.for("storefront-auditor.moved"), began = Symbol.for("storefront-auditor.began");
  window[began] = window === top ? performance.timeOrigin : 0;
  window[moved] = Date.now();
  addEventListener("click", () => { window[began] = Date.now(); }, true);
  new MutationObserver(() => { window[moved] = Date.now(); }).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["class", "open", "hidden", "disabled", "aria-hidden", "aria-expanded"],
  });
  const of = (part, what) => { try { return part[what] || 0; } catch { return 0; } };  // a frame may be of another origin
  const last = (what) => Math.max(...[window, ...Array.from(frames)].map((part) => of(part, what)));
  window[Symbol.for("storefront-auditor.told")] = () => [document.readyState, last(began), last(moved)];
})();
