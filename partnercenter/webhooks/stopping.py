"""The portal stops calling an endpoint that does not answer, and says so in the log, which tells the admins."""

from django.utils import timezone

from partnercenter.audit.log import record
from partnercenter.webhooks.models import WebhookEndpoint


def stop(endpoint_id: int) -> bool:
    """Stop it, within the caller's transaction; False if it was off already."""
    endpoint = WebhookEndpoint.objects.select_for_update(of=("self",)).select_related("partner__cloud")
    found = endpoint.filter(pk=endpoint_id, status=WebhookEndpoint.Status.ACTIVE).first()
    if found is None:
        return False
    found.status, found.stopped_at = WebhookEndpoint.Status.STOPPED, timezone.now()
    found.save(update_fields=["status", "stopped_at"])
    partner = found.partner
    record("webhook.stopped", about=found, by=None, cloud_code=partner.cloud.code, partner_id=partner.public_id)
    return True
