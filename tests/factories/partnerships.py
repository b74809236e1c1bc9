"""Partnerships, the requests for them, and the tokens of their links."""

import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from partnercenter.canonical.emails import email_key
from partnercenter.links import tokens
from partnercenter.partners.models import PartnerRole, Partnership, PartnershipLink, PartnershipRequest
from tests.factories.partners import PartnerFactory, PartnerMembershipFactory
from tests.factories.times import ago, midnight_in


class PartnershipFactory(DjangoModelFactory):
    """A partnership in force between a provider and a reseller; trait `ended`."""

    class Meta:
        model = Partnership

    class Params:
        ended = factory.Trait(status=Partnership.Status.ENDED, ended_at=factory.LazyFunction(lambda: ago(days=1)))

    provider = factory.SubFactory(PartnerFactory, provider=True)
    reseller = factory.SubFactory(PartnerFactory, reseller=True)
    status = Partnership.Status.ACTIVE
    started_at = factory.LazyFunction(lambda: ago(days=200))
    ended_side = factory.LazyAttribute(lambda pair: "provider" if pair.status == "ended" else "")


class PartnershipLinkFactory(DjangoModelFactory):
    """A link row; its token is `partnership_token(link)`."""

    class Meta:
        model = PartnershipLink

    class Params:
        minted = factory.LazyAttribute(
            lambda link: tokens.mint(
                link.request.cloud.link_prefix, "partnership", link.request.public_id, link.generation
            )
        )

    generation = 1
    token_hash = factory.SelfAttribute("minted.token_hash")
    key_id = factory.SelfAttribute("minted.kid")
    nonce = factory.SelfAttribute("minted.nonce")


class PartnershipRequestFactory(DjangoModelFactory):
    """A request for a partnership with a living link and without a recipient, `ready`.

    Traits: `sent` `declined` `cancelled` `expired` (status), `addressed`.
    """

    class Meta:
        model = PartnershipRequest
        skip_postgeneration_save = True

    class Params:
        addressed = factory.Trait(
            recipient_email=factory.Sequence(lambda n: f"h.mori{n}@midorino{n}.example"), recipient_name="Haruka Mori"
        )
        sent = factory.Trait(addressed=True, status="sent", sent_at=factory.LazyFunction(lambda: ago(days=1)))
        ended = factory.Trait(ended_at=factory.LazyFunction(lambda: ago(hours=1)))
        declined = factory.Trait(ended=True, status="declined", ended_by=factory.SelfAttribute("owner.user"))
        cancelled = factory.Trait(ended=True, status="cancelled", ended_by=factory.SelfAttribute("owner.user"))
        expired = factory.Trait(ended=True, status="expired", expires_at=factory.LazyFunction(lambda: ago(hours=1)))

    provider = factory.SubFactory(PartnerFactory, provider=True)
    cloud = factory.SelfAttribute("provider.cloud")
    owner = factory.SubFactory(
        PartnerMembershipFactory,
        partner=factory.SelfAttribute("..provider"),
        roles=[PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN],
    )
    created_by = factory.SelfAttribute("owner.user")
    number = factory.Sequence(lambda n: f"P-2026-{900000 + n}")
    request_key = factory.LazyFunction(uuid.uuid4)
    recipient_key = factory.LazyAttribute(
        lambda asked: email_key(asked.recipient_email) if asked.recipient_email else ""
    )
    recipient_email = ""
    subject = "We ask for a partnership"
    body = "Hello,\n\nRead the request:\n{link}\n\nRyo Aoki"
    expires_at = factory.LazyFunction(lambda: midnight_in(28))

    @factory.post_generation
    def link(self: PartnershipRequest, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create and extracted is not False:
            PartnershipLinkFactory(request=self)


def partnership_token(request: PartnershipRequest) -> str:
    """The token of a request's living link, made again as the mail and *Copy* do."""
    link = request.links.get(replaced_at=None)
    prefix = request.cloud.link_prefix
    return tokens.remake(prefix, "partnership", request.public_id, link.generation, link.key_id, link.nonce)
