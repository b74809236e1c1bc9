"""As whom a partner's mails come, and where answers to them go.

Both are what a reader trusts, so neither is free: the name is a part of the legal one, and the address is the partner's
own, by a confirmed domain or as the verified address of somebody on its staff. Whether it still is, is asked anew
with each mail.
"""

import unicodedata

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.canonical.emails import domain_of, email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.queries import with_above
from partnercenter.partners.models import Partner, PartnerMembership

SHORTEST_NAME = 2


def name_of(partner: Partner) -> str:
    """The name that stands as the sender of the partner's mails, before “via Partner Center”."""
    return partner.mail_name or partner.legal_name


def reply_address_of(partner: Partner, owner: PartnerMembership) -> str:
    """Where answers go: to the partner's address while it is the partner's, else to the request's owner."""
    if partner.reply_to and is_own_address(partner, partner.reply_to):
        return partner.reply_to
    return owner.user.email


def is_own_address(partner: Partner, email: str) -> bool:
    """Whether the address lies in a confirmed domain of the partner, or is a colleague's verified one."""
    owned = TenantDomain.objects.filter(owner_kind=TenantDomain.Owner.PARTNER, owner_id=partner.public_id)
    confirmed = owned.filter(cloud=partner.cloud_id, confirmed_at__isnull=False)
    if confirmed.filter(domain__in=with_above(domain_of(email))).exists():
        return True
    staff = PartnerMembership.objects.filter(partner=partner, left_at=None)
    verified = EmailAddress.objects.filter(user__in=staff.values("user"), verified=True)
    return email_key(email) in {email_key(address) for address in verified.values_list("email", flat=True)}


def check_reply_address(partner: Partner, email: str) -> None:
    """Empty, or an address of the partner's own. Code `foreign_address`."""
    if email and not is_own_address(partner, email):
        raise ValidationError(
            _(
                "This address is not known to be your company’s. Enter one in a domain that your company has "
                "confirmed, or the confirmed address of a colleague."
            ),
            code="foreign_address",
        )


def check_mail_name(partner: Partner, name: str) -> None:
    """Empty, or a part of the legal name, so that nobody writes in another's. Code `foreign_name`."""
    plain, legal = folded(name), folded(partner.legal_name)
    if name and (len(plain) < SHORTEST_NAME or plain not in legal):
        raise ValidationError(
            _("Enter a part of your legal name, %(legal)s, so that readers know who writes."),
            code="foreign_name",
            params={"legal": partner.legal_name},
        )


def folded(name: str) -> str:
    """A name without what only looks different."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
