"""Rows of every model, three of each where lists are long, so that a query for each row would show."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models.functions import Now

from customers.directory.models import Customer, JoinRequest
from customers.grants.models import ForcedEnd, GrantNotice, RoleTemplate
from invitations.models import Acceptance, Invitation, InvitationReminder
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.notices.models import Digest, Notice, Preference
from partnercenter.outbox.bounces import count as count_bounce
from partnercenter.outbox.models import BounceTally, OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners.models import Capacity, MailTemplate, Partner, PartnershipReminder
from partnercenter.webhooks.models import WebhookAttempt
from tests import factories


@pytest.fixture
def rows(db: None) -> None:
    for count in range(3):
        make_rows(count)


def make_rows(count: int) -> None:
    partner, customer = factories.PartnerFactory(), factories.CustomerFactory()
    admin = factories.CustomerMembershipFactory(customer=customer).user
    domain = factories.TenantDomainFactory(owner=customer)
    factories.DomainClaimFactory(holder=domain, disputed=True)
    factories.PartnershipFactory(provider=factories.PartnerFactory(provider=True))
    make_evidence(partner, customer, admin, count)
    factories.AgreementTextFactory(draft=True)
    factories.SubscriptionFactory(customer=customer, channel="partner", sold_by=partner)
    factories.ServiceRequestFactory(customer=customer, partner=partner)
    JoinRequest.objects.create(customer=customer, user=factories.UserFactory())
    make_access(partner, customer, admin)
    TOTP.activate(admin, "JBSWY3DPEHPK3PXP")


def make_evidence(partner: Partner, customer: Customer, admin: object, count: int) -> None:
    asked = factories.InvitationFactory(partner=partner, accepted=True, ended_by=admin)
    relationship = factories.ResellerRelationshipFactory(partner=partner, customer=customer, started_by=admin)
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, granted_by=admin)
    factories.PartnerCustomerFactory(partner=partner, customer=customer)
    factories.RenegotiationFactory(partner=partner, customer=customer)
    agreement = factories.AgreementAcceptanceFactory(customer=customer, accepted_by=admin)
    factories.AttestationFactory(customer=customer, partner=partner)
    Acceptance.objects.create(
        invitation=asked, link=factories.live_link(asked), customer=customer, outcome="accepted", decided_by=admin,
        is_single_use=True, language="en", receipt=f"A-2026-{count}", receipt_hash="0" * 64, relationship=relationship,
        grant=grant, agreement_acceptance=agreement,
    )  # fmt: skip
    note_and_mail(asked, admin)
    tell_people_and_systems(asked, admin)


def make_access(partner: Partner, customer: Customer, admin: object) -> None:
    member = factories.PartnerMembershipFactory(partner=partner)
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, granular=True)
    group = factories.SecurityGroupFactory(partner=partner, members=[member])
    factories.AccessAssignmentFactory(grant=grant, group=group)
    GrantNotice.objects.create(grant=grant, kind=GrantNotice.Kind.DAYS_7, regarding=grant.ends_at)
    ForcedEnd.objects.create(grant=grant, reason="Fraud case 118", asked_by=admin)
    RoleTemplate.objects.create(partner=partner, name="Service desk", roles=["global_reader"])
    words = {"name": "Our usual", "subject": "Of us", "body": "Hello {link}"}
    MailTemplate.objects.create(partner=partner, kind="reminder", language="en", **words)
    asked = factories.InvitationFactory(partner=partner, sent=True)
    InvitationReminder.objects.create(invitation=asked, kind="days_7")
    PartnershipReminder.objects.create(request=factories.PartnershipRequestFactory(sent=True), kind="days_7")


def note_and_mail(asked: Invitation, admin: object) -> None:
    record("invitation.accepted", about=asked, by=admin, side="customer", cloud_code="public")
    queue_email(
        "invitation.request",
        to=Recipient("somebody@somewhere.example"),
        about=asked,
        dedupe_key=f"test:{asked.public_id}",
        concerns=Concerns("public", asked.partner.public_id),
    )
    OutboundEmail.objects.filter(about_id=asked.public_id).update(state="sent", settled_at=Now())
    count_bounce(BounceTally.Verdict.FORGED)
    suppress(recipient_key=f"{asked.public_id}@gone.example", cloud_code="public", reason="operator", by=None)


def tell_people_and_systems(asked: Invitation, admin: object) -> None:
    delivery = factories.WebhookDeliveryFactory(endpoint__partner=asked.partner)
    WebhookAttempt.objects.create(delivery=delivery, number=1, milliseconds=9, status=500, answer="down")
    chosen = {"user": admin, "kind": "team"}
    Preference.objects.create(**chosen, is_listed=True, mail="daily")
    own = {"user": admin, "organisation_id": asked.partner.public_id}
    digest = Digest.objects.create(**own, day="2026-11-01")
    flags = {"is_listed": True, "is_for_digest": True, "digest": digest}
    event = AuditEvent.objects.latest("id")
    Notice.objects.create(**own, event=event, side="partner", kind="team", **flags)


@pytest.fixture
def reseller(db: None) -> Partner:
    """A partner of another cloud, with a request."""
    partner = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE", legal_name="Elbtal GmbH")
    factories.InvitationFactory(partner=partner, capacity=Capacity.DIRECT)
    return partner
