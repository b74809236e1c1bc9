"""Numbers that can be read aloud and tell nothing: neither how many there are nor which comes next."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 8  # 40 random bits


def new_number(letter: str, year: int) -> str:
    """`R-2026-7K3M9QXD` for a request, `A-…` for an answer's receipt."""
    return f"{letter}-{year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"
