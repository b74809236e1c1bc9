"""A mail's HTML in a frame of one of our pages."""

from django.http import HttpResponse

# A mail may bring styles of its own and nothing else: no script, no picture from elsewhere, no form, no way out.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"


def framed(html: str) -> HttpResponse:
    """The HTML under a policy of its own, for a frame on a page of the same host; never kept by the browser."""
    answer = HttpResponse(html)
    answer["Content-Security-Policy"] = POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Cache-Control"] = "no-store"
    return answer
