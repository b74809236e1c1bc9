"""The offers that a first installation begins with: a sample, which operators replace by their own in the admin."""

from typing import NamedTuple


class Line(NamedTuple):
    """One offer; the names of products are the same in Japanese unless `name_ja` says otherwise."""

    service: str
    name_en: str
    kind: str = "licence"
    max_seats: int = 300
    name_ja: str = ""


LICENCE_MONTHS = 12  # the term of the sample's licences
M365, OFFICE, AZURE, VISIO = "Microsoft 365", "Office 365", "Azure", "Visio"
AZURE_LINES = (
    Line(AZURE, "Azure plan", "azure", 1, "Azureプラン"),
    Line(AZURE, "Azure reservation, 1 year", "reservation", 100, "Azureの予約、1年"),
)
CATALOGUE: dict[str, tuple[Line, ...]] = {
    "public": (
        Line(M365, "Microsoft 365 Business Basic"),
        Line(M365, "Microsoft 365 Business Standard"),
        Line(M365, "Microsoft 365 Business Premium"),
        Line(OFFICE, "Office 365 E1", max_seats=10_000),
        Line(OFFICE, "Office 365 E3", max_seats=10_000),
        Line(VISIO, "Visio Plan 2"),
        *AZURE_LINES,
        Line("Windows Server", "Windows Server, 16 cores", "software", 1_000, "Windows Server、16コア"),
    ),
    "china": (
        Line(OFFICE, "Office 365 E1", max_seats=10_000),
        Line(OFFICE, "Office 365 E3", max_seats=10_000),
        Line(VISIO, "Visio Plan 2"),
        AZURE_LINES[0],
    ),
    "us-government": (
        Line(OFFICE, "Office 365 G1", max_seats=10_000),
        Line(OFFICE, "Office 365 G3", max_seats=10_000),
        *AZURE_LINES,
    ),
    "germany": (
        Line(OFFICE, "Office 365 E1", max_seats=10_000),
        Line(OFFICE, "Office 365 E3", max_seats=10_000),
        AZURE_LINES[0],
    ),
}
