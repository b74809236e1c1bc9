"""What the tests of partnerships share: people of both sides, the opened link, the mailbox and the log."""

from django.core.exceptions import PermissionDenied, ValidationError

from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.actions.answering import Stopped
from partnercenter.partners.case import Case
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole, PartnershipRequest
from partnercenter.partners.partnership_queries import links
from tests import factories
from tests.conftest import PersonaClient

GLOBAL = PartnerRole.GLOBAL_ADMIN


def provider_admin(**facts: object) -> PartnerMembership:
    """Ryo Aoki, admin agent of an indirect provider."""
    partner = factories.PartnerFactory(**{"provider": True, "legal_name": "Akatsuki Distribution K.K."} | facts)
    return factories.PartnerMembershipFactory(partner=partner, user__display_name="Ryo Aoki")


def reseller_admin(*roles: PartnerRole, **facts: object) -> PartnerMembership:
    """Haruka Mori, global admin of an indirect reseller unless `roles` say otherwise."""
    partner = factories.PartnerFactory(**{"reseller": True, "legal_name": "Midorino IT K.K."} | facts)
    return factories.PartnerMembershipFactory(partner=partner, roles=list(roles or [GLOBAL]))


def asked_by(owner: PartnerMembership, **traits: object) -> PartnershipRequest:
    return factories.PartnershipRequestFactory(provider=owner.partner, owner=owner, **traits)


def case_for(asked: PartnershipRequest, who: PartnerMembership | User) -> Case:
    """The person before the request's newest link, read as a page does."""
    is_member = isinstance(who, PartnerMembership)
    link = links().filter(request=asked).order_by("-generation").first()
    return Case(link=link, user=who.user if is_member else who, chosen=who.public_id if is_member else None)


def open_in(client: PersonaClient, asked: PartnershipRequest) -> None:
    """Open the request's link, as from the mail."""
    answer = client.get(f"/p/{factories.partnership_token(asked)}/")
    assert answer.status_code == 302, answer.status_code


def events(about: object) -> list[str]:
    """The actions of the log about an object, the oldest first."""
    return list(AuditEvent.objects.filter(object_id=about.public_id).order_by("id").values_list("action", flat=True))


def told(kind: str) -> set[str]:
    """To whom mails of a kind are queued."""
    return set(OutboundEmail.objects.filter(kind=kind).values_list("recipient", flat=True))


def code_of(action, *args, **kwargs) -> str:
    """The code of the refusal; "" where the action goes through."""
    try:
        action(*args, **kwargs)
    except ValidationError as refusal:
        if hasattr(refusal, "error_dict"):
            return next(iter(refusal.error_dict.values()))[0].code
        return refusal.code
    except PermissionDenied:
        return "denied"
    except Stopped as stopped:
        return stopped.stop.code
    return ""


def regroup(partner: Partner, country: str) -> None:
    """Move a partner to another country and its sales region."""
    partner.country, partner.market_group = country, factories.group_of_country(country)
    partner.save()
