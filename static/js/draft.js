// Copy and mail app take the stored words. Words that were edited since are stored first: the page comes back with
// the fresh text, and the next press takes it. Without script both say that they take the text as saved.
const form = document.getElementById("draft");
const isEdited = () => [...form.elements].some((field) => field.name && field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue);

for (const way of document.querySelectorAll("[data-stored]")) {
  way.addEventListener(
    "click",
    (event) => {
      if (!isEdited()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      form.requestSubmit(form.querySelector('button[name="then"][value="save"]'));
    },
    { capture: true },
  );
}
