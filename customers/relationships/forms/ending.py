"""What somebody says when a relationship ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.grants.forms.ending import EndRightsForm


class EndRelationshipForm(EndRightsForm):
    """Why the partner ends it, if it wants to say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The customer reads it. At most 500 characters.")
