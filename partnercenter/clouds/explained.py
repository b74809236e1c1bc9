"""What each rule of a cloud means, for the operator who sets it (decisions §2)."""

from django.utils.translation import gettext_lazy as _

EXPLAINED = {
    "code": _("A short name for logs and settings (CLOUDS). It never changes."),
    "operator_en": _("The company that operates the cloud, as customers know it."),
    "portal_name_en": _("What customers call the place where they answer; it stands above every page of theirs."),
    "host_label": _("The acceptance portal answers at this name under the acceptance domain. It never changes."),
    "link_prefix": _(
        "The first letters of every link of this cloud: 2 to 12 small letters, digits, hyphens. It never changes."
    ),
    "accent": _("The colour of the acceptance portal. Every colour can be read in light and dark."),
    "allows_no_rights": _(
        "On: a partner may ask for a relationship alone. Off: every request has to include administrator rights; open "
        "requests without rights cannot be accepted any more."
    ),
    "allows_full_rights": _("On: a partner may ask for full rights (DAP), which have no end date."),
    "allows_granular_rights": _("On: a partner may ask for single roles for a limited time (GDAP)."),
    "indirect_model": _(
        "Not available: only direct bill partners can ask. Provider or reseller: the reseller asks through its "
        "provider. Only the provider invites: the reseller cannot ask; its provider asks for it."
    ),
    "allows_multi_partner": _(
        "On: a customer may have any number of partners. Off: while it has one, no other partner can be accepted."
    ),
    "allows_multi_channel": _(
        "On: a partner with rights sees, and helps with, subscriptions that were bought elsewhere."
    ),
    "allows_partner_to_partner": _("On: a partner's organisation can be the customer of another partner."),
    "one_transacting_partner": _(
        "On: one partner sells a service to a customer at a time. Checked when a service is ordered, never when a "
        "request is accepted."
    ),
    "online_agreement": _(
        "On: the customer accepts the customer agreement while it accepts a request. Off: a request can be accepted "
        "only after the agreement was accepted in another way."
    ),
    "allows_attestation": _(
        "On: a direct bill partner or a provider may attest that the customer accepted the agreement."
    ),
    "accepts_new_customers": _("Off: no organisation can register any more. Those that are here go on as before."),
    "country_list": _(
        "The countries that this cloud limits itself to, beside the sales region of the partner. Empty: the sales "
        "region alone decides."
    ),
    "source": _("Where these rules are written."),
}
