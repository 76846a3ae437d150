// Pushes everything down once the page is there.
addEventListener("load", () => setTimeout(() => {
  const notice = document.createElement("div");
  notice.style.cssText = "height:420px;background:#e5efe2";
  notice.textContent = "New in the shop";
  document.body.prepend(notice);
}, 150));
