"""What registration reads of a person."""

from allauth.account.models import EmailAddress

from partnercenter.accounts.models import User
from partnercenter.canonical.domains import is_free_mail
from partnercenter.canonical.emails import domain_of


def has_verified_email(user: User) -> bool:
    """Whether the login address, whose domain the organisation gets, is proved to be the person's."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def own_domain(user: User) -> str:
    """The domain that a person's organisation would have; empty for a free-mail address."""
    domain = domain_of(user.email_key)
    return "" if is_free_mail(domain) else domain
