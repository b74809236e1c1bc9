"""An operator publishes a text of the customer agreement; from then on nothing of it changes (decisions §6)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.agreements.models import AgreementText
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.clouds.models import CloudRegion

Status = AgreementText.Status


@transaction.atomic
def publish(*, text: AgreementText, by: User) -> AgreementText:
    """Publish a draft; what it follows (same cloud, market and language) is superseded, acceptances stand.

    Raises `ValidationError` (`published_already`).
    """
    CloudRegion.objects.select_for_update(no_key=True).get(pk=text.cloud_id)  # one publication of a cloud at a time
    locked = AgreementText.objects.select_for_update(of=("self",)).select_related("cloud").get(pk=text.pk)
    if locked.status != Status.DRAFT:
        raise ValidationError(_("This text is published already. Make a new version."), code="published_already")
    supersede_others(locked)
    locked.status, locked.published_at = Status.PUBLISHED, timezone.now()
    locked.published_by = f"operator {by.public_id}"
    locked.save()
    facts = {"version": locked.version, "language": locked.language, "sha256": locked.sha256}
    record("agreementtext.published", about=locked, by=by, side="operator", cloud_code=locked.cloud.code, details=facts)
    return locked


def supersede_others(text: AgreementText) -> int:
    """Earlier versions in the same language for the same cloud and market; how many there were."""
    same = AgreementText.objects.filter(cloud=text.cloud, market_group=text.market_group, language=text.language)
    return same.filter(status=Status.PUBLISHED).update(status=Status.SUPERSEDED)
