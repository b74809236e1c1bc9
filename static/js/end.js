// The end of granular rights, as the days are typed. Without script "Show the end date" does the same.
const days = document.querySelector("[data-days]");
const said = document.querySelector("[data-said]");
const language = document.documentElement.lang;
const styles = { ja: { year: "numeric", month: "long", day: "numeric", weekday: "short" } };
const locale = language === "ja" ? "ja-JP" : "en-GB";
const style = styles[language] ?? { year: "numeric", month: "long", day: "numeric" };

function end(number) {
  const day = new Date(`${days.dataset.from}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + number);
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(day);
}

if (days && said) {
  const frame = days.dataset.frame;
  const first = said.textContent;
  const [before, after] = frame.split("{day}");
  const [head] = first.split(before || /(?=\d{4}年)/);
  const tail = first.slice(first.indexOf(after) + after.length);
  days.addEventListener("input", () => {
    const typed = days.value.normalize("NFKC").trim();
    const number = /^\d+$/.test(typed) ? Number(typed) : NaN;
    const fits = number >= 1 && number <= Number(days.dataset.days);
    said.textContent = fits ? head.replace(/\d+/, number) + before + end(number) + after + tail : first;
  });
}
