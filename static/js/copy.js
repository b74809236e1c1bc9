// <button data-copy="id-of-the-field" data-copied="Copied">Copy</button>. Without script, or where the clipboard is
// closed, the text stays in a field that can be selected. The result stands on the button for three seconds, and is
// said in the live region of the page.
const SHOWN = 3000; // milliseconds
const region = document.createElement("p");
region.className = "vh";
region.setAttribute("role", "status");
document.body.append(region);

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    show(button);
  } catch {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
  }
}

function show(button) {
  const words = button.querySelector("[data-words]") ?? button;
  button.dataset.before ??= words.textContent;
  words.textContent = region.textContent = button.dataset.copied;
  button.classList.add("btn-done");
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    words.textContent = button.dataset.before;
    region.textContent = "";
    button.classList.remove("btn-done");
  }, SHOWN);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
