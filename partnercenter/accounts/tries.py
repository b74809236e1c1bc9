"""Wrong passwords and codes as rows, so that limits of guessing outlive the shared store that counts them (F46).

The store counts fast and one try at a time; it may be emptied, restarted or away. The rows are what lasts: one look-up
for each password or code that is sent, and one row for each wrong one, which goes after a day.
"""

from collections.abc import Iterable
from datetime import timedelta

from allauth.core.internal.ratelimit import Rate, get_ip
from django.db.models import F, Q
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from partnercenter.accounts.models import WrongTry

KEPT = timedelta(days=1)  # as long as the longest limit
MOST_READ, TIDIED_AT_ONCE = 200, 20


def keep_wrong_try(request: HttpRequest, *, action: str, key: str) -> None:
    """Note that the account with this key was tried from here in vain; a few rows that are too old go meanwhile."""
    WrongTry.objects.create(action=action, account_digest=digest(key), address_digest=digest(get_ip(request)))
    old = WrongTry.objects.filter(tried_at__lt=Now() - KEPT).order_by("id").select_for_update(skip_locked=True)
    WrongTry.objects.filter(id__in=[each.id for each in old[:TIDIED_AT_ONCE]]).delete()


def forget_wrong_tries(key: str) -> None:
    """The account may be tried as if nobody had guessed."""
    WrongTry.objects.filter(account_digest=digest(key)).delete()


def ages(request: HttpRequest, rates: Iterable[Rate], *, action: str, key: str) -> dict[Rate, list[float]]:
    """For each limit, how many seconds ago each wrong try was that counts for it; the newest first."""
    account, address = digest(key), digest(get_ip(request))
    whose = {"key": Q(account_digest=account), "ip": Q(address_digest=address)}
    counted = Q()
    for rate in rates:
        counted |= whose[rate.per] & Q(tried_at__gt=Now() - timedelta(seconds=rate.duration))
    rows = WrongTry.objects.filter(counted, action=action).order_by("-tried_at").annotate(age=Now() - F("tried_at"))
    found = list(rows.values_list("account_digest", "address_digest", "age")[:MOST_READ])
    mine = {"key": [row[2] for row in found if row[0] == account], "ip": [row[2] for row in found if row[1] == address]}
    return {
        rate: [age.total_seconds() for age in mine[rate.per] if age.total_seconds() < rate.duration] for rate in rates
    }


def digest(text: str) -> str:
    """Of an account's key, or of an address: with the portal's secret, so that the rows name nobody."""
    return salted_hmac(__name__, text, algorithm="sha256").hexdigest()[:32]
