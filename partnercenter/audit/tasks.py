"""The jobs on the log."""

from celery import shared_task
from django.conf import settings

from partnercenter.audit.heads import publish_head
from partnercenter.audit.sealing import seal


@shared_task(name="audit.seal")
def seal_log() -> int:
    """Chain what was written since; answers how many rows."""
    return seal()


@shared_task(name="audit.publish_head")
def publish_log_head() -> bool:
    """Append the head to the file of the settings, if one is named."""
    return bool(settings.AUDIT_HEADS_FILE) and publish_head(settings.AUDIT_HEADS_FILE)
