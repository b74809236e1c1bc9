"""Files of requests in tests: uploaded, their terms chosen, confirmed."""

from io import BytesIO
from typing import Any

from invitations.actions.batching import choose_terms, upload
from invitations.asking import Terms
from invitations.models import InvitationBatch
from partnercenter.sheets.reading import read_sheet

BULK = "/partner/requests/bulk/"
TITLES = "E-mail,Company,Person,Country,Language,Internal reference"
FILE = f"""{TITLES}
a.mori@minato.example,株式会社みなと精機,森 葵,日本,ja,M-1
e.hall@harbour.example,Harbour Ltd,Emma Hall,JP,,H-2
"""
NO_RIGHTS = {"rights": "none", "language": "en", "life_days": "30", "subject": "", "body": ""}


def post_file(client: Any, content: str | bytes, name: str = "customers.csv") -> Any:
    """The answer to the upload."""
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    return client.post(f"{BULK}new/", {"file": file})


def checked_by_pages(client: Any, content: str | bytes = FILE, **terms: Any) -> str:
    """The address of a file's page, after upload and terms."""
    answer = post_file(client, content)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].endswith("/terms/"), answer["Location"]
    answer = client.post(answer["Location"], NO_RIGHTS | terms)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def checked(by: Any, content: str = FILE, *, asks_again: bool = False, **terms: Any) -> InvitationBatch:
    """The same by the actions."""
    batch = upload(sheet=read_sheet(content.encode()), by=by)
    return choose_terms(batch=batch, terms=Terms(**{"rights": "none"} | terms), asks_again=asks_again, by=by)


def many(rows: int) -> str:
    """A file of that many customers."""
    lines = (f"person{n}@customer{n}.example,Customer {n},Person {n},JP,ja,R{n}" for n in range(rows))
    return "\n".join((TITLES, *lines, ""))
