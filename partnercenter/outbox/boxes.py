"""The part of a mail that its sender cannot change, as rows and points, and as plain text (K36)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """The words of the box in one language: title, rows of label and value, and the four points of K10.

    `row` is how a label and its value stand on one line of plain text.
    """

    title: str
    row: str
    rows: list[tuple[str, str]]
    stays: str
    points: list[str]
    report: str


def as_text(box: Box) -> str:
    """The box as plain text, for copies, drafts and the text part of a mail."""
    rows = "\n".join(box.row % {"label": label, "value": indented(value)} for label, value in box.rows)
    points = "\n".join(f"= {point}" for point in box.points)
    return f"{'-' * 40}\n{box.title}\n\n{rows}\n\n{box.stays}\n{points}\n\n{box.report}"


def indented(value: str) -> str:
    """A value of several lines under its label."""
    return value.replace("\n", "\n    ")
