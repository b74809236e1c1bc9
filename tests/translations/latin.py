"""Finds English that was left standing on a Japanese page, or in a template beside its translatable parts."""

import re
from html.parser import HTMLParser

# Names of products, formats and measures; they are the same in both languages.
NAMES = (
    *("Partner Center", "Azure Active Directory", "Office 365", "Microsoft 365", "Microsoft Office", "Microsoft"),
    *("21Vianet", "Azure", "JavaScript", "WCAG", "Cookie", "SHA-256", "EMAIL_URL", "HTML", "English", "JST", "UTC"),
    *("GDAP", "DAP", "DNS", "IP", "QR", "ID", "AA", ".eml", "R-2026"),
)
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-l", "data-copied")
SILENT = ("script", "style", "svg", "textarea", "code", "noscript")
VOID = ("meta", "link", "br", "img", "input", "hr", "wbr", "use", "path", "source", "col")
WORDS = re.compile(r"[A-Za-z][A-Za-z’']+(?:[ ,;:]+[A-Za-z’']+){2,}")
ADDRESS = re.compile(r"\S+@\S+|\S+://\S+|\b[\w-]+(\.[\w-]+)+\b|\b[A-Z]\w+/[\w/+-]+|[0-9a-f]{8}-[0-9a-f-]{27}")


class Spoken(HTMLParser):
    """Collects what a page says in its own language: texts and spoken attributes, names and foreign runs left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.stack: list[tuple[str, bool]] = []

    @property
    def is_heard(self) -> bool:
        return not any(silent for _, silent in self.stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = tag != "html" and given.get("lang", "ja") != "ja"
        if tag not in VOID:
            self.stack.append((tag, tag in SILENT or foreign))
        if self.is_heard and not foreign:
            self.found += [given[name] or "" for name in SPOKEN if name in given]
            if tag == "input" and given.get("type") == "submit":
                self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        while self.stack and tag in [name for name, _ in self.stack]:
            if self.stack.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.is_heard and data.strip():
            self.found.append(" ".join(data.split()))


def spoken(page: str) -> list[str]:
    """Every text of the page that a Japanese reader meets."""
    parser = Spoken()
    parser.feed(page)
    return parser.found


def without_names(text: str) -> str:
    """The text without addresses and names that are the same in both languages."""
    text = ADDRESS.sub(" ● ", text)
    for name in NAMES:
        text = text.replace(name, "●")
    return text


def english_in(page: str) -> list[str]:
    """The texts of a Japanese page with three English words or more in a row."""
    return [text for text in spoken(page) if WORDS.search(without_names(text))]


BLOCKS = (
    "address|article|aside|button|caption|dd|div|dl|dt|fieldset|footer|form|h1|h2|h3|header|label|legend|li|main|nav"
)
BLOCKS += "|ol|option|p|section|summary|table|tbody|td|th|thead|tr|ul|body|textarea|script|style|svg"
BLOCK = re.compile(rf"</?({BLOCKS})\b[^>]*>|<br>|<span class=\"(sub|vh|tagm)[^>]*>")
INLINE = re.compile(r"<[^>]+>")
STRAY = re.compile(r"[。：、）][ \n]+[\u3041-\u30ff\u3400-\u9fff\w]|[\u3041-\u3096\u3400-\u9fff。][ \n]+[（。、]")


def stray_spaces_in(page: str) -> list[str]:
    """Where a space shows behind a Japanese stop, colon, comma or bracket, or before one."""
    main = re.sub(r"<(textarea|pre)\b.*?</\1>", "\0", page.partition("<main")[2], flags=re.DOTALL)
    text = INLINE.sub("", BLOCK.sub("\0", main))
    return [
        line[max(0, found.start() - 12) : found.end() + 12]
        for line in text.split("\0")
        for found in STRAY.finditer(line)
    ]
