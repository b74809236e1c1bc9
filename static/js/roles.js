// Search and count of the roles on page 1, as one types and ticks. Without script the buttons beside do the same.
const root = document.getElementById("granular");
const find = root?.querySelector('input[name="find"]');

const fold = (text) => text.normalize("NFKC").toLowerCase();
const words = () => fold(find.value).split(/\s+/).filter(Boolean);

function narrow() {
  const wanted = words();
  let seen = 0;
  for (const role of root.querySelectorAll("[data-role]")) {
    const ticked = role.querySelector("input").checked;
    role.hidden = !ticked && !wanted.every((word) => fold(role.textContent).includes(word));
    if (!role.hidden) seen += 1;
  }
  for (const area of root.querySelectorAll(".area:has([data-role])")) {
    const any = area.querySelector("[data-role]:not([hidden])");
    area.hidden = !any;
    area.open = wanted.length > 0 ? Boolean(any) : area.querySelector("input:checked") !== null;
  }
  root.querySelector("[data-none]").hidden = seen > 0;
}

function count() {
  const number = root.querySelectorAll('input[name="roles"]:checked').length;
  const shown = root.querySelector("[data-chosen]");
  shown.textContent = shown.textContent.replace(/\d+/, number);
}

if (find) {
  root.querySelector("[data-find]").hidden = true;
  find.addEventListener("input", narrow);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  // What was only searched here is no step for the server.
  find.form.addEventListener("submit", () => (find.value = find.form.elements.found.value));
  root.addEventListener("change", count);
}
