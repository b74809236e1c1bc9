"""Workbooks for tests, honest and made up, without a library that would mend them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="People" sheetId="4" r:id="rId7"/>'
    '<sheet name="Other" sheetId="5" r:id="rId8"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId8" Type="x" Target="worksheets/sheet2.xml"/>'
    '<Relationship Id="rId7" Type="x" Target="/xl/worksheets/people.xml"/></Relationships>'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        for path, text in parts.items():
            book.writestr(path, text)
    return file.getvalue()


def workbook(rows: str, strings: str = "", **more: str | bytes) -> bytes:
    """A workbook whose first sheet has `rows` (XML), with a table of texts."""
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"/>',
        "xl/worksheets/people.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return packed(parts | more)


def row(*cells: str) -> str:
    """A row of inline texts."""
    drawn = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f"<row>{''.join(drawn)}</row>"
