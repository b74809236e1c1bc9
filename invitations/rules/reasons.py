"""Why a request was withdrawn, where nobody of the asking side did it: codes of `Invitation.end_reason`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """The portal's own reasons, and those that an operator gives."""

    PARTNERSHIP_ENDED = "partnership_ended", _("the partnership ended")
    OWNER_LEFT = "owner_left", _("its owner left")
    OPERATOR_ASKED = "operator_asked", _("by the operator, as the partner asked")
    OPERATOR_REPORTED = "operator_reported", _("by the operator, as it was reported")
    OPERATOR_MISTAKE = "operator_mistake", _("by the operator, as it was a mistake")


OPERATORS = (Reason.OPERATOR_ASKED, Reason.OPERATOR_REPORTED, Reason.OPERATOR_MISTAKE)
