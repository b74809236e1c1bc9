"""CSV as people have it: UTF-8 with or without BOM, or cp932 from Japanese Excel; comma, semicolon or tab."""

import csv
import re
from collections.abc import Iterator

from partnercenter.sheets.refusing import Limits, refusal

UTF16 = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"{\\rtf")
# `/` in two bytes and its like: no UTF-8, but half-width kana to a decoder of cp932 (92).
OVERLONG = re.compile(rb"[\xC0\xC1][\x80-\xBF]")
SEPARATORS = ",;\t"


def rows_of_csv(content: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank.

    Codes `encoding`, `line_too_long`, `unclosed_quote`, `broken_quotes`, `ragged`, `too_many_columns`.
    """
    lines = split_lines(decoded(content))
    check_lengths(lines, limits)
    separator = separator_of(lines)
    width = 0
    for line, cells in parsed(lines, separator):
        if not any(cell.strip() for cell in cells):
            continue
        width = width or check_width(len(cells), limits)
        if len(cells) != width:
            raise refusal("ragged", line=line, cells=len(cells), titles=width)
        yield line, cells


def decoded(content: bytes) -> str:
    """The text; strict, so that nothing is guessed. Codes `encoding`, `no_rows_of_text`."""
    if content.startswith(UTF16):
        raise refusal("encoding")
    if content.startswith(NO_TEXT):
        raise refusal("no_rows_of_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        OVERLONG.sub(b"", content).decode("utf-8")
    except UnicodeDecodeError:
        return decoded_japanese(content)
    raise refusal("encoding")


def decoded_japanese(content: bytes) -> str:
    try:
        return content.decode("cp932")
    except UnicodeDecodeError:
        raise refusal("encoding") from None


def split_lines(text: str) -> list[str]:
    """The lines, each with an end of its own, whichever it had (98); U+2028 and the like are characters of a cell."""
    return [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def check_lengths(lines: list[str], limits: Limits) -> None:
    """Before anything is parsed: no line longer than the widest row can be (102). Code `line_too_long`."""
    longest = limits.columns * (2 * limits.characters + 3)
    for number, line in enumerate(lines, start=1):
        if len(line) > longest:
            raise refusal("line_too_long", line=number, columns=limits.columns, most=limits.characters)


def separator_of(lines: list[str]) -> str:
    """What stands between the titles: the one that divides the first line into most."""
    first = next((line for line in lines if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def parsed(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the lines that they begin in. Codes `unclosed_quote`, `broken_quotes`."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            is_open = reader.line_num >= len(lines)
            raise refusal("unclosed_quote" if is_open else "broken_quotes", line=line) from error
        yield line, cells


def check_width(width: int, limits: Limits) -> int:
    """Code `too_many_columns`."""
    if width > limits.columns:
        raise refusal("too_many_columns", columns=limits.columns)
    return width
