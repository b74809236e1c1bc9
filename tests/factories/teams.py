"""Invitations to teams."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnercenter.canonical.emails import email_key
from partnercenter.domains.owners import Organisation
from partnercenter.teams.models import TeamInvitation
from tests.factories.accounts import UserFactory


class TeamInvitationFactory(DjangoModelFactory):
    """An open invitation of `organisation` (as `as_owner` of its room gives it); traits `withdrawn`, `past`."""

    class Meta:
        model = TeamInvitation
        exclude = ("organisation",)

    class Params:
        withdrawn = factory.Trait(status="withdrawn", answered_at=factory.LazyFunction(timezone.now))
        past = factory.Trait(expires_at=factory.LazyFunction(timezone.now))

    organisation: Organisation
    cloud = factory.LazyAttribute(lambda row: row.organisation.cloud)
    owner_kind = factory.LazyAttribute(lambda row: row.organisation.kind)
    owner_id = factory.LazyAttribute(lambda row: row.organisation.public_id)
    email = factory.Sequence(lambda n: f"colleague{n}@people.example")
    email_key = factory.LazyAttribute(lambda row: email_key(row.email))
    roles = factory.LazyAttribute(lambda row: ["viewer" if row.owner_kind == "partner" else "user"])
    language = "en"
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
