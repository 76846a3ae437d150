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
// While one types, the search suggests.
for (const form of document.querySelectorAll("form.search")) {
  const field = form.querySelector("input");
  const list = form.querySelector(".suggestions");
  const link = (name) => {
    const shown = document.createElement("a");
    shown.href = `${form.action}?${new URLSearchParams({ q: name })}`;
    shown.textContent = name;
    shown.setAttribute("role", "option");
    return shown;
  };
  field.addEventListener("input", async () => {
    const answer = await fetch(`${form.action}/words?${new URLSearchParams({ q: field.value })}`);
    const names = field.value ? await answer.json() : [];
    list.replaceChildren(...names.map(link));
    list.hidden = !names.length;
  });
}
