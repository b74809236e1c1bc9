"""The path converter of link addresses: what is no token never reaches a view, let alone the database
(49-63)."""

import re

from django.urls import register_converter

from partnercenter.links.tokens import TOKEN_PATTERN, TRAILING


class TokenConverter:
    """`<link:token>`: a token, or a token with one sign behind it that `clean_trailing` takes off again.

    Registered here, once: the links of customers and those of partnerships both use it.
    """

    # Escaped, because Django's reverse counts brackets inside a character class as well.
    regex = f"{TOKEN_PATTERN}[{re.escape(TRAILING)}]?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "link")
