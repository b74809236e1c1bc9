"""What publishing a text of the customer agreement does; from then on nothing of it changes (decisions §6).

Who may: `approving`.

Texts of one version for one cloud and market are a family: the same agreement in several languages. One family is in
force at a time: the first text of a new version supersedes the version before it in every language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import family_of, same_place
from customers.agreements.rules import check_publishable
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.clouds.models import CloudRegion
from partnercenter.pages.sentences import listed

Status = AgreementText.Status
COUNT_LIMIT = 1000  # counting goes no further: "more than 1,000" says enough


@dataclass(frozen=True)
class Effects:
    """What publishing a text would do."""

    text: AgreementText
    refusal: str
    superseded: list[AgreementText]
    organisations: int  # that have accepted one of the superseded texts, at most `COUNT_LIMIT`
    is_capped: bool
    missing: str  # the languages of the portal in which this version would not be in force, as a list in words


def put_in_force(text: AgreementText, *, by: User, asked_by: User) -> AgreementText:
    """Publish a draft that two admins agreed on; the version that it follows is superseded in all its languages,
    acceptances stand. Inside the transaction of `approving.publish`, which holds the locks."""
    followed_by(text).update(status=Status.SUPERSEDED)
    text.status, text.published_at = Status.PUBLISHED, timezone.now()
    text.published_by = f"operator {by.public_id}"
    text.save()
    facts = {"version": text.version, "language": text.language, "sha256": text.sha256}
    facts["asked_by"] = str(asked_by.public_id)
    record("agreementtext.published", about=text, by=by, side="operator", cloud_code=text.cloud.code, details=facts)
    return text


def lock_draft(text: AgreementText, *, shown: str) -> AgreementText:
    """The text under lock, one publication of a cloud at a time, if it can be published as it was `shown` (its hash).

    Raises `ValidationError` (`published_already`, `version_superseded`, `changed_meanwhile`).
    """
    CloudRegion.objects.select_for_update(no_key=True).get(pk=text.cloud_id)
    locked = AgreementText.objects.select_for_update(of=("self",)).select_related("cloud").get(pk=text.pk)
    check_publishable(locked, statuses_of(family_of(locked)))
    if shown and shown != locked.text_hash():
        raise ValidationError(_("The text was changed meanwhile. Read it again."), code="changed_meanwhile")
    return locked


def followed_by(text: AgreementText) -> QuerySet[AgreementText]:
    """The published texts of other versions that this one would supersede."""
    return same_place(text).filter(status=Status.PUBLISHED).exclude(version=text.version)


def statuses_of(texts: Iterable[AgreementText]) -> set[str]:
    return {text.status for text in texts}


def effects_of(text: AgreementText, beside: Iterable[AgreementText] = ()) -> Effects:
    """What publishing `text` would do now, with those `beside` it, for the operator to confirm. Four short queries."""
    superseded = list(followed_by(text).order_by("version", "language"))
    accepted = AgreementAcceptance.objects.filter(text__in=superseded).order_by()
    customers = list(accepted.values_list("customer_id", flat=True)[: COUNT_LIMIT + 1])
    return Effects(
        text=text,
        refusal=why_not(text),
        superseded=superseded,
        organisations=min(len(set(customers)), COUNT_LIMIT),
        is_capped=len(customers) > COUNT_LIMIT,
        missing=listed(missing_languages(text, beside)),
    )


def missing_languages(text: AgreementText, beside: Iterable[AgreementText]) -> Iterator[str]:
    """The languages in which the version would have no published text."""
    family = family_of(text).filter(Q(status=Status.PUBLISHED) | Q(pk__in=[text.pk, *(each.pk for each in beside)]))
    there = set(family.values_list("language", flat=True))
    return (str(name) for code, name in settings.LANGUAGES if code not in there)


def why_not(text: AgreementText) -> str:
    """The words of the refusal that publishing would meet; empty for none."""
    try:
        check_publishable(text, statuses_of(family_of(text)))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
