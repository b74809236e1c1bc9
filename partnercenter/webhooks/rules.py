"""What an address of a webhook has to be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.webhooks.reaching import Unreachable, address_for, is_trial, split

MOST = 10  # endpoints of a partner


def check_url(url: str) -> None:
    """Raises `ValidationError`: `not_https`, `credentials`."""
    try:
        parts = split(url)
    except ValueError:
        parts = None
    if parts is None or (parts.scheme != "https" and not is_trial(parts)):
        raise ValidationError(_("Enter a whole address that begins with https://."), code="not_https")
    if parts.username or parts.password or parts.fragment:
        raise ValidationError(
            _("Leave user names, passwords and # out of the address. The signature shows that we call."),
            code="credentials",
        )


def check_reach(url: str) -> None:
    """Ask DNS, so outside of every transaction; asked again at each try. Raises `ValidationError`: `no_such_host`,
    `closed_address`."""
    try:
        address_for(split(url))
    except Unreachable as refusal:
        raise ValidationError(WHY[refusal.code], code=refusal.code) from None


WHY = {
    "no_such_host": gettext_lazy("No server has this name. Check the address."),
    "closed_address": gettext_lazy(
        "This address does not lie in the public internet, and we call no other. Enter one that does."
    ),
}


def check_number(present: int) -> None:
    """Raises `ValidationError` (`too_many`)."""
    if present >= MOST:
        raise ValidationError(
            _("A company can have %(number)d webhooks. Remove one that is not needed any more."),
            code="too_many",
            params={"number": MOST},
        )
