"""Whether a member has to sign in with a second factor, and has one: read with the membership, without a query more."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, Func, OuterRef, QuerySet

from partnercenter.clouds.models import TenantDomain
from partnercenter.teams.models import SecondFactorRule

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AsArray(Func):
    """One role as a list of one, so that it can overlap."""

    template = "ARRAY[%(expressions)s]::varchar(20)[]"
    output_field = ArrayField(CharField(max_length=20))


def with_factors(memberships: QuerySet[Any], kind: TenantDomain.Owner) -> QuerySet[Any]:
    """The memberships with `lacks_factor`: the role needs a second factor in its cloud, and the person has none."""
    is_partner = kind == TenantDomain.Owner.PARTNER
    rule = SecondFactorRule.objects.filter(
        member_kind=kind,
        cloud=OuterRef("partner__cloud" if is_partner else "customer__cloud"),
        roles__overlap=OuterRef("roles") if is_partner else AsArray(OuterRef("role")),
    )
    factor = Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS)
    return memberships.annotate(lacks_factor=Exists(rule) & ~Exists(factor))


def has_factor(user: Any) -> bool:
    """Whether the person has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
