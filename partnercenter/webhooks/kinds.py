"""What a partner's systems can be told: the public names of events, and the events of the log that they stand for."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TEST = "test"


class EventType(TextChoices):
    """The types, as they stand in a payload."""

    REQUEST_SENT = "request.sent", _("A request is sent")
    REQUEST_ACCEPTED = "request.accepted", _("A request is accepted")
    REQUEST_DECLINED = "request.declined", _("A request is declined")
    REQUEST_EXPIRED = "request.expired", _("A request expires unanswered")
    REQUEST_CANCELLED = "request.cancelled", _("A request is withdrawn")
    REQUEST_UNDELIVERED = "request.undelivered", _("The e-mail of a request cannot be delivered")
    NEW_LINK_ASKED = "request.new_link_asked", _("Somebody asks for a new link")
    RELATIONSHIP_STARTED = "relationship.started", _("A relationship begins")
    RELATIONSHIP_ENDED = "relationship.ended", _("A relationship ends")
    RIGHTS_GRANTED = "rights.granted", _("Admin rights are granted")
    RIGHTS_REDUCED = "rights.reduced", _("Roles are left out of admin rights")
    RIGHTS_EXTENDED = "rights.extended", _("Admin rights are extended")
    RIGHTS_ENDED = "rights.ended", _("Admin rights end")


TYPE_OF: Mapping[str, EventType] = {
    "invitation.sent": EventType.REQUEST_SENT,
    "invitation.accepted": EventType.REQUEST_ACCEPTED,
    "invitation.declined": EventType.REQUEST_DECLINED,
    "invitation.expired": EventType.REQUEST_EXPIRED,
    "invitation.cancelled": EventType.REQUEST_CANCELLED,
    "invitation.undelivered": EventType.REQUEST_UNDELIVERED,
    "invitation.new_link_asked": EventType.NEW_LINK_ASKED,
    "relationship.started": EventType.RELATIONSHIP_STARTED,
    "relationship.ended": EventType.RELATIONSHIP_ENDED,
    "grant.started": EventType.RIGHTS_GRANTED,
    "grant.reduced": EventType.RIGHTS_REDUCED,
    "grant.extended": EventType.RIGHTS_EXTENDED,
    "grant.ended": EventType.RIGHTS_ENDED,
    "grant.expired": EventType.RIGHTS_ENDED,
}
# What an object is called in a payload, by its model.
OBJECTS = {
    "invitation": "request",
    "resellerrelationship": "relationship",
    "delegatedadmingrant": "rights",
    "webhookendpoint": "webhook",
}
