// A tap on a small picture shows it large.
for (const thumb of document.querySelectorAll(".thumbs a")) {
  thumb.addEventListener("click", (event) => {
    event.preventDefault();
    const large = document.querySelector(".gallery .shown");
    large.src = thumb.href;
    large.alt = thumb.querySelector("img").alt;
  });
}
for (const button of document.querySelectorAll(".layer button")) {
  button.addEventListener("click", () => button.closest(".layer").remove());
}
