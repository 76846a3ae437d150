// Speculation rules let the browser fetch pages before anybody asks, by requests that DevTools does not hold: they never come to count.
new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach((node) => {
  for (const script of [node, ...(node.querySelectorAll?.("script") || [])]) {
    if (script.tagName === "SCRIPT" && script.type === "speculationrules") script.remove();
  }
}))).observe(document, { childList: true, subtree: true });
