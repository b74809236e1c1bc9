"""The headers of the house (reliability D29), which no answer may lack."""

from django.http import HttpResponseBase

from partnercenter.pages.frames import POLICY as OF_A_MAIL

WANTED = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}
POLICY = ("script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'")
REFERRERS = ("same-origin", "no-referrer", "strict-origin")
TELLING = ("Server", "X-Powered-By")


def lacking(answer: HttpResponseBase) -> list[str]:
    """The names of headers that are missing, or say something else; empty when the answer is as it should be."""
    found = answer.headers
    if found.get("Content-Security-Policy") == OF_A_MAIL:  # a mail's HTML, sandboxed in a frame of our own page
        return [name for name in (*WANTED, "Referrer-Policy") if name not in found]
    wrong = [name for name, value in WANTED.items() if value not in found.get(name, "")]
    policy = found.get("Content-Security-Policy", "")
    if "unsafe" in policy or not all(f"{part};" in f"{policy};" for part in POLICY):
        wrong.append("Content-Security-Policy")
    if found.get("Referrer-Policy") not in REFERRERS:
        wrong.append("Referrer-Policy")
    return [*wrong, *(name for name in TELLING if name in found)]
