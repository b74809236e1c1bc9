"""What reference data may say: pure checks but for dated market rows (decisions §2, §3)."""

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.markets import countries_in_list
from partnercenter.clouds.models import MarketGroup
from partnercenter.links.tokens import PREFIX_PATTERN
from partnercenter.pages.times import say_day

RIGHTS_FLAGS = ("allows_no_rights", "allows_full_rights", "allows_granular_rights")
HOST_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?")
COUNTRY_CODE = re.compile(r"[A-Z]{2}")


def check_something_can_be_asked(flags: Mapping[str, object]) -> None:
    """A cloud in which no kind of request is allowed would have no use. Code `nothing_can_be_asked`."""
    if not any(flags.get(name) for name in RIGHTS_FLAGS):
        raise ValidationError(
            _("Allow at least one: requests without rights, full rights or granular rights."),
            code="nothing_can_be_asked",
        )


def check_agreement_in_reach(flags: Mapping[str, object]) -> None:
    """Who registers has to be able to accept the agreement somehow. Code `agreement_out_of_reach`."""
    if flags.get("accepts_new_customers") and not (flags.get("online_agreement") or flags.get("allows_attestation")):
        raise ValidationError(
            _("New customers could not accept the agreement in any way. Allow it online, or its attestation."),
            code="agreement_out_of_reach",
        )


def check_host_label(label: str) -> str:
    """A label of DNS in small letters whose host is not the main one. Codes `host_label`, `host_of_main`."""
    if not HOST_LABEL.fullmatch(label):
        raise ValidationError(
            _("Use small letters, digits and hyphens, with a letter or digit at both ends."), code="host_label"
        )
    if f"{label}.{settings.ACCEPTANCE_DOMAIN}".partition(":")[0] == settings.MAIN_HOSTNAME:
        raise ValidationError(_("This is the address of the portal itself. Choose another name."), code="host_of_main")
    return label


def check_link_prefix(prefix: str) -> str:
    """What a token may begin with. Code `link_prefix`."""
    if not re.fullmatch(PREFIX_PATTERN, prefix):
        raise ValidationError(
            _("Use 2 to 12 small letters, digits and hyphens, with a letter or digit first."), code="link_prefix"
        )
    return prefix


def check_list_serves_somebody(group: MarketGroup, on: date) -> None:
    """A cloud whose list holds no country would serve nobody. Code `list_empty`."""
    if not countries_in_list(group, on):
        raise ValidationError(_("This list holds no country today. Fill it first."), code="list_empty")


def check_country_code(iso2: str) -> str:
    """Two capital letters. Code `country_code`."""
    if not COUNTRY_CODE.fullmatch(iso2):
        raise ValidationError(_("Enter the two capital letters of the country, for example JP."), code="country_code")
    return iso2


def check_not_past(day: date, today: date) -> date:
    """What is past is history: a list changes from today or later (decisions §3). Code `past`."""
    if day < today:
        raise ValidationError(
            _("The past cannot be changed. Choose today, %(today)s, or a later day."),
            code="past",
            params={"today": say_day(today)},
        )
    return day
