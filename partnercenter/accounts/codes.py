"""One-time codes. The session, and so the database, holds them sealed: a look into it tells nobody a code (D31)."""

from partnercenter.links.crypto import SealBrokenError, open_sealed, seal


def seal_code(code: str) -> str:
    """The code as text that a session may hold."""
    return seal({"code": code}).decode("ascii")


def open_code(sealed: str) -> str:
    """The code again; empty where there is none or the seal is broken, and an empty code fits no entry."""
    try:
        return str(open_sealed(sealed.encode("ascii", "replace"))["code"]) if sealed else ""
    except (SealBrokenError, KeyError):
        return ""
