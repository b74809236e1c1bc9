// Keeps the progress of a long job fresh while its page stands open. Without script the page has a link for that.
const EVERY = 2000; // milliseconds
const place = document.getElementById("progress");

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    if (!fresh?.hasAttribute("data-refresh")) return location.reload();
    const bar = place.querySelector("progress");
    const words = place.querySelector("h2");
    bar.value = fresh.querySelector("progress").value;
    words.textContent = fresh.querySelector("h2").textContent;
    if (!fresh.querySelector("[data-passing]")) place.querySelector("[data-passing]")?.remove();
  } catch {
    // The next try may reach the portal again.
  }
  return setTimeout(refresh, EVERY);
}

if (place?.hasAttribute("data-refresh")) setTimeout(refresh, EVERY);
