// Keeps the browser from answering for more than a second.
addEventListener("load", () => setTimeout(() => {
  const until = performance.now() + 1400;
  while (performance.now() < until);
}, 100));
