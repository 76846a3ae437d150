// A tap on a small picture shows it large.
for (const thumb of document.querySelectorAll(".thumbs img")) {
  thumb.addEventListener("click", () => {
    const large = document.querySelector(".gallery .shown");
    large.src = thumb.src;
    large.alt = thumb.alt;
  });
}
for (const button of document.querySelectorAll(".layer button")) {
  button.addEventListener("click", () => button.closest(".layer").remove());
}
