"""Who supports a subscription."""

from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.services.contacts import contact_of, contacts_for
from customers.services.models import Subscription
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm
from partnercenter.partners.models import Partner


class ContactForm(PortalForm):
    """The seller itself, or one of its resellers at this customer."""

    contact = ChoiceRowsField(
        label=gettext_lazy("Support contact"),
        error_messages={
            "required": gettext_lazy("Choose a support contact."),
            "invalid_choice": gettext_lazy("Choose a support contact."),
        },
    )

    def __init__(self, *args: Any, subscription: Subscription, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.public_id): each for each in contacts_for(subscription)}
        field = cast(ChoiceRowsField, self.fields["contact"])
        field.choices = [(key, each.legal_name) for key, each in self.partners.items()]
        seller, now = subscription.sold_by, contact_of(subscription)
        if seller and now:
            self.initial.setdefault("contact", str(now.public_id))
            field.notes = {
                str(seller.public_id): ChoiceNote(hint=_("You sold it: the contact unless you name another."))
            }

    @property
    def has_choice(self) -> bool:
        """Whether there is anybody but the seller."""
        return len(self.partners) > 1

    @property
    def chosen(self) -> Partner:
        """The cleaned answer."""
        return self.partners[self.cleaned_data["contact"]]
