"""The mailboxes that a person has proven to be theirs."""

from allauth.account.models import EmailAddress

from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key


def verified_keys(user: User) -> list[str]:
    """The comparison keys of the person's verified mailboxes."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return [email_key(address) for address in addresses]
