"""A partner's templates and sender: who may change them, what is refused, and that another partner's stay shut."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from partnercenter.partners.actions import change_sender, delete_mail_template, save_mail_template
from partnercenter.partners.letters import Words
from partnercenter.partners.models import MailTemplate, PartnerRole
from partnercenter.partners.senders import reply_address_of
from tests import factories
from tests.factories.times import ago

pytestmark = pytest.mark.django_db
WORDS = Words("Our request", "{greeting}\n{link}\n{closing}")


@pytest.fixture
def admin(partner):
    """A global admin of `partner`, whose domain is confirmed."""
    factories.TenantDomainFactory(owner=partner, domain="kitakaze.example")
    return factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])


def keep(by, name: str = "Our usual", *, words: Words = WORDS, is_standard: bool = True, **fields) -> MailTemplate:
    template = MailTemplate(**{"partner": by.partner, "kind": "relationship", "language": "en"} | fields)
    return save_mail_template(template=template, name=name, words=words, is_standard=is_standard, by=by)


def test_a_new_standard_takes_the_place_of_the_one_before(admin) -> None:
    first, second = keep(admin), keep(admin, "Short")
    first.refresh_from_db()
    assert (first.is_standard, second.is_standard) == (False, True)
    other = keep(admin, language="ja")
    second.refresh_from_db()
    assert (second.is_standard, other.is_standard) == (True, True)


@pytest.mark.parametrize(("name", "words"), [("Our usual", WORDS), ("Short", Words("x", "no link")), ("", WORDS)])
def test_what_cannot_be_a_template_is_refused(name, words, admin) -> None:
    keep(admin)
    with pytest.raises(ValidationError):
        keep(admin, name, words=words)
    assert MailTemplate.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in PartnerRole if role != PartnerRole.GLOBAL_ADMIN])
def test_only_a_global_admin_words_mails(role, partner) -> None:
    member = factories.PartnerMembershipFactory(partner=partner, roles=[role])
    with pytest.raises(PermissionDenied):
        keep(member)
    with pytest.raises(PermissionDenied):
        change_sender(mail_name="", reply_to="", reminds=False, by=member)


def test_another_partners_template_stays_as_it_is(admin) -> None:
    template = keep(admin)
    stranger = factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN])
    with pytest.raises(PermissionDenied):
        save_mail_template(template=template, name="Mine", words=WORDS, is_standard=True, by=stranger)
    with pytest.raises(PermissionDenied):
        delete_mail_template(template=template, by=stranger)


@pytest.mark.parametrize(
    ("mail_name", "reply_to", "code"),
    [
        ("", "", ""),
        ("Kitakaze", "", ""),
        ("kitakaze systems", "sales@kitakaze.example", ""),
        ("Ｋｉｔａｋａｚｅ", "sales@mail.kitakaze.example", ""),
        ("Microsoft", "", "foreign_name"),
        ("K", "", "foreign_name"),
        ("", "sales@other.example", "foreign_address"),
        ("", "sales@kitakaze.example.evil.example", "foreign_address"),
    ],
)
def test_name_and_address_are_the_partners_own(mail_name, reply_to, code, admin) -> None:
    if not code:
        kept = change_sender(mail_name=mail_name, reply_to=reply_to, reminds=False, by=admin)
        assert (kept.mail_name, kept.reply_to, kept.reminds) == (mail_name, reply_to, False)
        return
    with pytest.raises(ValidationError) as refused:
        change_sender(mail_name=mail_name, reply_to=reply_to, reminds=True, by=admin)
    assert [error.code for errors in refused.value.error_dict.values() for error in errors] == [code]


def test_a_colleagues_verified_address_takes_replies_until_she_leaves(admin) -> None:
    colleague = factories.PartnerMembershipFactory(partner=admin.partner)
    partner = change_sender(mail_name="", reply_to=colleague.user.email, reminds=True, by=admin)
    assert reply_address_of(partner, admin) == colleague.user.email
    colleague.left_at = ago(hours=1)
    colleague.save()
    assert reply_address_of(partner, admin) == admin.user.email


@pytest.mark.parametrize("body", ["no link", "{link} and {link}"])
def test_the_database_takes_no_template_without_the_links_one_place(body, admin) -> None:
    keep(admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        MailTemplate.objects.update(body=body)
