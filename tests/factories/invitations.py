"""Requests, their links, and the tokens of these."""

import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from invitations.models import Invitation, InvitationLink
from partnercenter.canonical.emails import email_key
from partnercenter.links import tokens
from partnercenter.partners.models import Capacity
from tests.factories.partners import PartnerFactory, PartnerMembershipFactory
from tests.factories.times import ago, midnight_in


class InvitationLinkFactory(DjangoModelFactory):
    """A link row; its token is `token_of(link)`."""

    class Meta:
        model = InvitationLink

    class Params:
        minted = factory.LazyAttribute(
            lambda link: tokens.mint(
                link.invitation.cloud.link_prefix, "invitation", link.invitation.public_id, link.generation
            )
        )

    generation = 1
    token_hash = factory.SelfAttribute("minted.token_hash")
    key_id = factory.SelfAttribute("minted.kid")
    nonce = factory.SelfAttribute("minted.nonce")


class InvitationFactory(DjangoModelFactory):
    """An addressed request for full rights with a live link, `ready`.

    Traits: `draft` `sent` `accepted` `declined` `cancelled` `expired` `replaced` (status), `no_rights`
    `granular` (rights), `unaddressed` `reusable` (addressee). `live_link(invitation)` and
    `token_of(link)` give its link.
    """

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=Invitation.Status.DRAFT, ready_at=None, expires_at=None)
        sent = factory.Trait(status=Invitation.Status.SENT, sent_at=factory.LazyAttribute(lambda asked: asked.ready_at))
        ended = factory.Trait(
            sent_at=factory.LazyAttribute(lambda asked: asked.ready_at),
            ended_at=factory.LazyFunction(lambda: ago(hours=1)),
        )
        accepted = factory.Trait(ended=True, status=Invitation.Status.ACCEPTED)
        declined = factory.Trait(ended=True, status=Invitation.Status.DECLINED)
        cancelled = factory.Trait(ended=True, status=Invitation.Status.CANCELLED)
        replaced = factory.Trait(ended=True, status=Invitation.Status.REPLACED)
        expired = factory.Trait(
            ended=True,
            status=Invitation.Status.EXPIRED,
            expires_at=factory.LazyFunction(lambda: ago(hours=1)),
        )
        no_rights = factory.Trait(rights=Invitation.Rights.NONE)
        granular = factory.Trait(
            rights=Invitation.Rights.GRANULAR,
            roles=["global_reader", "service_support_administrator"],
            days=365,
            grant_name=factory.Sequence(lambda n: f"ASKED-{n}"),
        )
        unaddressed = factory.Trait(recipient_email="", recipient_name="")
        reusable = factory.Trait(unaddressed=True, is_reusable=True)

    partner = factory.SubFactory(PartnerFactory)
    cloud = factory.SelfAttribute("partner.cloud")
    owner = factory.SubFactory(PartnerMembershipFactory, partner=factory.SelfAttribute("..partner"))
    created_by = factory.SelfAttribute("owner.user")
    number = factory.Sequence(lambda n: f"R-2026-{900000 + n}")
    request_key = factory.LazyFunction(uuid.uuid4)
    capacity = Capacity.DIRECT
    rights = Invitation.Rights.FULL
    rights_holder = factory.LazyAttribute(lambda asked: asked.partner if asked.rights != "none" else None)
    recipient_email = factory.Sequence(lambda n: f"k.sato{n}@minato{n}.example")
    recipient_key = factory.LazyAttribute(
        lambda asked: email_key(asked.recipient_email) if asked.recipient_email else ""
    )
    recipient_name = "Kenichi Sato"
    customer_name = "Minato Seiki"
    subject = "We ask to become your reseller"
    body = "Hello,\n\nRead the request:\n{link}\n\nMisaki Tanaka"
    status = Invitation.Status.READY
    ready_at = factory.LazyFunction(lambda: ago(days=2))
    expires_at = factory.LazyFunction(lambda: midnight_in(28))

    @factory.post_generation
    def link(self: Invitation, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create and extracted is not False and self.status != Invitation.Status.DRAFT:
            InvitationLinkFactory(invitation=self)


def live_link(invitation: Invitation) -> InvitationLink:
    """The one link of a request that has not been replaced."""
    return invitation.links.get(replaced_at=None)


def token_of(link: InvitationLink) -> str:
    """The token of a link row, made again as the mail and *Copy* do."""
    asked = link.invitation
    return tokens.remake(
        asked.cloud.link_prefix, "invitation", asked.public_id, link.generation, link.key_id, link.nonce
    )
