// Remembers, in ms since 1970, when the page began or was last clicked, and when it or one of its frames changed first since then, and last.
(() => {
  const moved = Symbol.for("storefront-auditor.moved"), began = Symbol.for("storefront-auditor.began");
  const first = Symbol.for("storefront-auditor.first");
  const UNSEEN = new Set(["SCRIPT", "STYLE", "LINK", "META", "TEMPLATE", "NOSCRIPT"]);
  const SHOWING = /(?:display|visibility)\s*:[^;]*/g;
  window[began] = window === top ? performance.timeOrigin : 0;
  window[moved] = Date.now();
  window[first] = 0;
  new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach((paint) => {
    if (window[began] === performance.timeOrigin) window[first] = performance.timeOrigin + paint.startTime;
  })).observe({ type: "paint", buffered: true });
  addEventListener("click", () => { window[began] = Date.now(); window[first] = 0; }, true);

  const stands = (node) => node instanceof Element && node.checkVisibility();
  const bodily = (node) => !UNSEEN.has(node.nodeName);
  const showing = (style) => ((style || "").match(SHOWING) || []).join();
  const matters = (record) => record.attributeName !== "style" ||
    showing(record.oldValue) !== showing(record.target.getAttribute("style"));
  const isSeen = ({ type, target, addedNodes, removedNodes }) => {
    const place = target instanceof Element ? target : target.parentElement;
    if (type === "childList") return [...addedNodes, ...removedNodes].some(bodily) && stands(place);
    return type === "attributes" ? stands(place) || stands(place?.parentElement) : stands(place);
  };
  new MutationObserver((records) => {
    const mattering = records.filter(matters);
    if (!mattering.length) return;
    window[moved] = Date.now();
    if (!window[first] && window[began] !== performance.timeOrigin && mattering.some(isSeen)) window[first] = window[moved];
  }).observe(document, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeOldValue: true,
    attributeFilter: ["class", "open", "hidden", "disabled", "aria-hidden", "aria-expanded", "style"],
  });
  const of = (part, what) => { try { return part[what] || 0; } catch { return 0; } };  // a frame may be of another origin
  const all = (what) => [window, ...Array.from(frames)].map((part) => of(part, what));
  const last = (what) => Math.max(...all(what));
  window[Symbol.for("storefront-auditor.told")] = () => {
    const since = last(began), firsts = all(first).filter((at) => at > since);
    return [document.readyState, since, last(moved), firsts.length ? Math.min(...firsts) : 0];
  };
})();
