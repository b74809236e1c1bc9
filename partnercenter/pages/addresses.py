"""Which addresses hold a link's token. Their pages tell no other page where one came from (D6)."""

from django.http import HttpRequest

LINK_PATHS = ("/i/", "/p/")


def holds_token(request: HttpRequest) -> bool:
    """Whether the address that was asked may hold a token."""
    return request.path_info.startswith(LINK_PATHS)
