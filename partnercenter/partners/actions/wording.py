"""What a partner's mails say: its templates, as whom they come, and whether reminders are usual (decisions §9)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnercenter.canonical.names import clean_line
from partnercenter.canonical.refusals import Refusals
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.actions.actors import lock_partners, log
from partnercenter.partners.letters import Words, check_template, form_of
from partnercenter.partners.models import MailTemplate, Partner, PartnerMembership
from partnercenter.partners.own_letters import templates_of
from partnercenter.partners.rules import check_available
from partnercenter.partners.senders import check_mail_name, check_reply_address

LONGEST_NAME = 60


@transaction.atomic
def save_mail_template(
    *, template: MailTemplate, name: str, words: Words, is_standard: bool, by: PartnerMembership
) -> MailTemplate:
    """Keep these words under this name. `template` is a new one of a kind and language, or one that stands.

    A standard one takes the place of the standard one before it. Raises ValidationError by field (`name_taken`, what
    `check_template` raises, `partner_suspended`), PermissionDenied.
    """
    partner = lock_for_wording(by)
    check_own(template, partner)
    beside = templates_of(partner).filter(kind=template.kind, language=template.language).exclude(pk=template.pk)
    refused = Refusals()
    refused.gather("name", check_name, name, taken=set(beside.values_list("name", flat=True)))
    refused.gather("body", check_template, words, form=form_of(template.kind), partner=partner)
    refused.raise_any()
    if is_standard:
        beside.filter(is_standard=True).update(is_standard=False)
    template.name, template.is_standard = clean_line(name, LONGEST_NAME), is_standard
    template.subject, template.body = words.subject, words.body
    template.save()
    log("mail_template.saved", template, by, partner=partner, kind=template.kind, language=template.language)
    return template


@transaction.atomic
def delete_mail_template(*, template: MailTemplate, by: PartnerMembership) -> None:
    """Forget a template: the kind goes back to the portal's own letter, or keeps what else is standard.

    Requests that began with it stay as they are. Raises ValidationError `partner_suspended`, PermissionDenied.
    """
    partner = lock_for_wording(by)
    check_own(template, partner)
    log("mail_template.deleted", template, by, partner=partner, kind=template.kind, language=template.language)
    template.delete()


@transaction.atomic
def change_sender(*, mail_name: str, reply_to: str, reminds: bool, by: PartnerMembership) -> Partner:
    """Set as whom the partner's mails come, where answers go, and whether new requests begin with reminders.

    Raises ValidationError by field (`foreign_name`, `foreign_address`, `partner_suspended`), PermissionDenied.
    """
    partner = lock_for_wording(by)
    refused = Refusals()
    refused.gather("mail_name", check_mail_name, partner, mail_name)
    refused.gather("reply_to", check_reply_address, partner, reply_to)
    refused.raise_any()
    wanted = {"mail_name": mail_name, "reply_to": reply_to, "reminds": reminds}
    changed = [name for name, value in wanted.items() if getattr(partner, name) != value]
    if changed:
        for name in changed:
            setattr(partner, name, wanted[name])
        partner.save(update_fields=changed)
        log("partner.sender_changed", partner, by, partner=partner, changed=changed)
    return partner


def lock_for_wording(by: PartnerMembership) -> Partner:
    """The colleague's partner, locked; she is a global admin there, and it is not suspended."""
    wait_at_most()
    if by.left_at or allowed(by.roles, Capability.SETTINGS) is not Allowed.YES:
        raise PermissionDenied(why_not(by.roles, Capability.SETTINGS))
    partner = lock_partners(by.partner)[by.partner_id]
    if partner.is_suspended:  # it reads and changes nothing (decisions §6)
        check_available(partner)
    return partner


def check_own(template: MailTemplate, partner: Partner) -> None:
    """PermissionDenied for another partner's template."""
    if template.partner_id != partner.pk:
        raise PermissionDenied(_("This template belongs to another partner."))


def check_name(name: str, *, taken: set[str]) -> None:
    """A name of its own within kind and language. Codes `required`, `name_taken`."""
    if not clean_line(name, LONGEST_NAME):
        raise ValidationError(_("Enter a name."), code="required")
    if clean_line(name, LONGEST_NAME) in taken:
        raise ValidationError(_("There is a template with this name already. Choose another name."), code="name_taken")
