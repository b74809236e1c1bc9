"""Many requests at once, by file: the door, the columns, the verdicts, good rows only, and never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.grants.models import GLOBAL_ADMINISTRATOR
from invitations.actions import batch_sending, batching
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.inputs.rows import changed, state_of_rows
from tests.invitations.batches.files import BULK, FILE, NO_RIGHTS, TITLES, checked, checked_by_pages, many, post_file
from tests.sheets.test_reading import BAD_FILES

pytestmark = pytest.mark.django_db


def page_of(client, place: str, **query: str) -> str:
    answer = client.get(place, query)
    assert answer.status_code == 200
    return answer.content.decode()


def result_of(client, place: str) -> str:
    return b"".join(client.get(f"{place}result.csv").streaming_content).decode("utf-8-sig")


def test_every_bad_file_is_refused_at_the_door_with_our_page_and_writes_nothing(partner_client) -> None:
    before = state_of_rows()
    one_of_each = {code: (case, content) for case, (content, code) in BAD_FILES.items() if len(content) < 200_000}
    for case, content in one_of_each.values():
        answer = post_file(partner_client, content, name="")
        assert answer.status_code in (400, 422), case
        assert "Partner Center" in answer.content.decode(), case
    assert partner_client.post(f"{BULK}new/", {}).status_code == 422
    assert changed(before) == []


def test_good_rows_are_asked_after_a_look_and_the_others_say_why(partner_client) -> None:
    place = checked_by_pages(partner_client, f"{FILE}nobody,Nobody\n".replace("nobody,Nobody", "nobody,N,,,,"))
    words = page_of(partner_client, place)
    assert "2 of 3 rows can be sent" in words
    assert "“nobody” is no e-mail address that mail can be sent to." in words
    assert not Invitation.objects.exists()
    done = partner_client.post(f"{place}confirm/", follow=True).content.decode()
    assert "2 requests sent" in done
    asked = Invitation.objects.order_by("id").first()
    assert (asked.status, asked.language, asked.customer_country, asked.reference) == ("sent", "ja", "JP", "M-1")
    assert "森 葵 様" in asked.body
    assert asked.links.count() == 1
    mails = OutboundEmail.objects.filter(kind="invitation.request").order_by("id")
    assert [mail.recipient for mail in mails] == ["a.mori@minato.example", "e.hall@harbour.example"]
    for action in ("created", "readied", "sent"):
        assert AuditEvent.objects.filter(action=f"invitation.{action}").count() == 2
    mails.filter(recipient="a.mori@minato.example").update(state="bounced", settled_at=timezone.now())
    assert page_of(partner_client, place).count("E-mail: Bounced") == 1
    result = result_of(partner_client, place)
    assert f"2,a.mori@minato.example,株式会社みなと精機,森 葵,日本,ja,M-1,sent,{asked.number}," in result
    assert "4,nobody,N,,,,,not sent,,“nobody” is no e-mail address" in result
    assert page_of(partner_client, f"/partner/requests/{asked.public_id}/")


VERDICTS = {
    ",A": "no_address",
    "nobody": "bad_address",
    "a＠b.example": "full_width",
    "a@b.example\u200b": "bad_address",
    "postmaster@new.example": "reserved_local_part",
    "a@localhost": "bad_address",
    "me@kitakaze.example": "own_domain",
    "x@other-partner.example": "partner_domain",
    "x@sub.other-partner.example": "partner_domain",
    "x@new.example,https://evil.example": "bad_company",
    "x@new.example,A,{link}": "bad_person",
    "x@new.example,A,B,Atlantis": "unknown_country",
    "x@new.example,A,B,GB": "market_other_group",
    "x@new.example,A,B,Cuba": "market_no_group",
    "x@new.example,A,B,JP,fr": "unknown_language",
    f"x@new.example,A,B,JP,ja,{'r' * 61}": "bad_reference",
    "first@new.example": "",
    "First@NEW.example": "twice",
    "waits@new.example": "open_already",
    "boss@minato-seiki.example": "customer_already",
    "gone@new.example": "suppressed",
    "busy@new.example": "address_busy",
}


def test_each_row_gets_the_verdict_that_a_single_request_would(partner_client, partner_membership, customer) -> None:
    partner = partner_membership.partner
    other = factories.PartnerFactory(cloud=partner.cloud)
    factories.TenantDomainFactory(owner=other, domain="other-partner.example")
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    asked = factories.InvitationFactory(partner=partner, owner=partner_membership, recipient_email="waits@new.example")
    suppress(recipient_key="gone@new.example", cloud_code=partner.cloud.code, reason="bounced", by=None)
    facts = {"to": Recipient("busy@new.example"), "about": asked, "concerns": Concerns(partner_id=partner.public_id)}
    queue_rows([email_row("invitation.request", dedupe_key=str(number), **facts) for number in range(10)])
    lines = [row + "," * (5 - row.count(",")) for row in VERDICTS]
    batch = checked(partner_membership, "\n".join((TITLES, *lines, "")))
    found = dict(batch.rows.values_list("line", "problem"))
    assert dict(zip(VERDICTS, (found[line] for line in sorted(found)), strict=True)) == VERDICTS
    place = f"{BULK}{batch.public_id}/"
    assert "1 of 22 rows can be sent" in page_of(partner_client, place)
    assert "This address stands in an earlier row already: line 18." in page_of(partner_client, place, problem="twice")


def test_columns_that_nobody_knows_are_named_by_the_partner(partner_client) -> None:
    answer = post_file(partner_client, "Tenant,宛先,Firma\nX-1,a@new.example,Harbour\n")
    place = answer["Location"]
    assert place.endswith("/columns/")
    assert "Harbour" in page_of(partner_client, place)
    assert partner_client.post(place, {"recipient_email": "1", "customer_name": "1"}).status_code == 422
    assert partner_client.post(place, {"customer_name": "1"}).status_code == 422
    assert partner_client.post(place, {"recipient_email": "9"}).status_code == 422
    assert partner_client.post(place, {"recipient_email": "1", "customer_name": "2"}).status_code == 302
    partner_client.post(place.replace("columns", "terms"), {"rights": "none", "language": "en", "life_days": "7"})
    partner_client.post(place.replace("columns/", "confirm/"))
    asked = Invitation.objects.get()
    assert (asked.recipient_email, asked.customer_name, asked.life_days) == ("a@new.example", "Harbour", 7)


def test_the_same_file_again_in_two_tabs_does_nothing_twice(partner_client) -> None:
    first, second = checked_by_pages(partner_client), checked_by_pages(partner_client)
    partner_client.post(f"{first}confirm/")
    again = partner_client.post(f"{first}confirm/", follow=True).content.decode()
    other = partner_client.post(f"{second}confirm/", follow=True).content.decode()
    assert "2 requests sent" in again
    assert AuditEvent.objects.filter(action="invitationbatch.ended").count() == 1
    assert "This file was already sent. Nothing is sent twice." in other
    later = page_of(partner_client, checked_by_pages(partner_client))
    assert "0 of 2 rows can be sent" in later
    assert Invitation.objects.count() == OutboundEmail.objects.filter(kind="invitation.request").count() == 2


def test_own_words_go_into_rows_of_their_language_alone(partner_client) -> None:
    own = {"subject": "Our offer", "body": "Good day\n{link}"}
    bad = post_file(partner_client, FILE)["Location"]
    for wrong in (own | {"body": "No link"}, {"subject": "Half"}):
        assert partner_client.post(bad, NO_RIGHTS | wrong).status_code == 422
    partner_client.post(f"{checked_by_pages(partner_client, **own)}confirm/")
    japanese, english = Invitation.objects.order_by("id")
    assert (english.subject, english.body) == ("Our offer", "Good day\n{link}")
    assert "様" in japanese.body


def test_granular_rights_get_a_name_for_each_row(partner_client, partner_membership) -> None:
    terms = {"rights": "granular", "roles": ["global_reader"], "days": "90", "grant_name": "Care"}
    factories.DelegatedAdminGrantFactory(partner=partner_membership.partner, granular=True, name="Care 3")
    place = checked_by_pages(partner_client, **terms)
    assert "The name of the rights for this row is taken: Care 3" in page_of(partner_client, place)
    partner_client.post(f"{place}confirm/")
    asked = Invitation.objects.get(batch_row__batch__public_id=place.split("/")[-2])
    assert (asked.grant_name, asked.roles, asked.days) == ("Care 2", ["global_reader"], 90)
    wrong = post_file(partner_client, FILE)["Location"]
    for change in ({"grant_name": "n" * 43}, {"roles": [GLOBAL_ADMINISTRATOR], "auto_extends": "on"}, {"days": "0"}):
        answer = partner_client.post(wrong, {"language": "en", "life_days": "30"} | terms | change)
        assert answer.status_code == 422, change


def test_a_sales_agents_file_with_rights_waits_for_an_admin_agent(colleague_client, partner_client) -> None:
    sales, viewer = colleague_client(PartnerRole.SALES_AGENT), colleague_client(PartnerRole.VIEWER)
    place = checked_by_pages(sales, rights="full")
    for stranger in (partner_client, viewer):
        assert stranger.get(place).status_code == 404  # nobody's but hers until she puts it forward
    assert "Put 2 requests before an admin agent" in page_of(sales, place)
    sales.post(f"{place}confirm/")
    sales.post(f"{place}confirm/")
    assert InvitationBatch.objects.get().status == "proposed"
    assert not Invitation.objects.exists()
    assert viewer.post(f"{place}confirm/").status_code == 403
    assert "Release and send 2 requests" in page_of(partner_client, place)
    partner_client.post(f"{place}confirm/")
    owners = set(Invitation.objects.values_list("owner__user__email", "rights", "status"))
    assert owners == {(sales.user.email, "full", "sent")}
    assert AuditEvent.objects.filter(action="invitation.released", actor_id=partner_client.user.public_id).count() == 2


def test_a_stranger_finds_no_file(partner_client, other_partner_client) -> None:
    place = checked_by_pages(partner_client)
    partner_client.post(f"{place}confirm/")
    for path in ("", "result.csv", "columns/", "terms/"):
        assert other_partner_client.get(f"{place}{path}").status_code == 404
    for path in ("confirm/", "stop/", "discard/"):
        assert other_partner_client.post(f"{place}{path}").status_code == 404


def test_a_file_is_stopped_on_the_way_by_hand_by_a_suspension_or_when_its_owner_leaves(
    partner_client, partner_membership, colleague_client, monkeypatch
) -> None:
    monkeypatch.setattr(batch_sending, "STEP", 1)
    by_hand, left = checked(partner_membership), checked(partner_membership, FILE.replace("example", "test.example"))
    place = f"{BULK}{by_hand.public_id}/"
    partner_client.post(f"{place}confirm/")
    assert "1 of 2 rows worked on" in page_of(partner_client, place)
    assert colleague_client(PartnerRole.SALES_AGENT).post(f"{place}stop/").status_code == 403
    partner_client.post(f"{place}stop/")
    assert not batch_sending.carry_on(by_hand)
    assert "It was stopped by hand." in page_of(partner_client, place)
    rest = checked(partner_membership)  # the same file again, for what was not sent: who was asked is not asked twice
    assert (rest.good, list(rest.rows.exclude(problem="").values_list("problem", flat=True))) == (1, ["open_already"])
    assert batch_sending.confirm(batch=rest, by=partner_membership).status == "confirmed"
    batch_sending.confirm(batch=left, by=partner_membership)
    partner_membership.roles = [PartnerRole.VIEWER]
    partner_membership.save()
    assert not batch_sending.carry_on(left)
    left.refresh_from_db()
    assert (left.status, left.reason, left.done) == ("stopped", "left", 0)
    assert Invitation.objects.count() == 1


def test_no_more_go_out_than_the_day_allows_and_the_page_says_so(partner_client, partner_membership, settings) -> None:
    settings.MAILS_OF_PARTNER_A_DAY = 1
    place = checked_by_pages(partner_client)
    assert "Of today’s e-mails, 1 is left for files." in page_of(partner_client, place)
    partner_client.post(f"{place}confirm/")
    batch = InvitationBatch.objects.get()
    assert (batch.done, batch.status) == (1, "confirmed")
    assert batch_sending.carry_on_all(until=1, now=lambda: 0) == 1
    assert Invitation.objects.count() == 1
    settings.MAILS_OF_PARTNER_A_DAY = 100
    assert batch_sending.carry_on_all(until=1, now=lambda: 0) == 1
    batch.refresh_from_db()
    assert (batch.done, batch.status) == (2, "finished")


def test_what_was_not_sent_comes_as_a_file_that_is_corrected_and_uploaded_again(partner_client) -> None:
    place = checked_by_pages(partner_client, many(1) + "nobody,みなと,N,日本,ja,M-1\n")
    partner_client.post(f"{place}confirm/")
    assert "Correct what was not sent" in partner_client.get(place).content.decode()
    answer = partner_client.get(f"{place}result.csv?rows=unsent")
    unsent = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert unsent.splitlines() == [
        "E-mail,Company,Person,Country,Language,Internal reference,Reason",
        "nobody,みなと,N,日本,ja,M-1,“nobody” is no e-mail address that mail can be sent to.",
    ]
    corrected = post_file(partner_client, unsent.replace("nobody,", "n@minato.example,"))
    assert corrected["Location"].endswith("/terms/")  # nobody is asked what the reasons mean


def test_cells_that_a_spreadsheet_would_run_are_harmless_in_the_result(partner_client) -> None:
    row = '"=HYPERLINK(""x"")",@SUM(A1),+1,-1,＝1,=2'
    place = checked_by_pages(partner_client, f"{TITLES}\n{row}\n")
    assert InvitationBatchRow.objects.get().cells == ['=HYPERLINK("x")', "@SUM(A1)", "+1", "-1", "＝1", "=2"]
    line = result_of(partner_client, place).splitlines()[1]
    assert line.startswith("2,\"'=HYPERLINK(\"\"x\"\")\",'@SUM(A1),'+1,'-1,'＝1,'=2,")


def test_files_go_when_nobody_needs_them(partner_client, partner_membership, monkeypatch) -> None:
    unsent, sent = checked(partner_membership, FILE), checked(partner_membership, FILE.replace("example", "x.example"))
    partner_client.post(f"{BULK}{sent.public_id}/confirm/")
    assert batching.forget_old() == 0
    for name in ("UNCONFIRMED_FOR", "ROWS_FOR"):
        monkeypatch.setattr(batching, name, timedelta(0))
    assert batching.forget_old() == 5  # a file with two rows, and two rows
    assert not InvitationBatch.objects.filter(pk=unsent.pk).exists()
    assert "no longer kept" in page_of(partner_client, f"{BULK}{sent.public_id}/")
    assert Invitation.objects.count() == 2


def test_the_empty_file_of_either_kind_and_language_is_read_back(partner_client) -> None:
    for kind in ("csv", "xlsx"):
        for language in ("en", "ja"):
            answer = partner_client.get(f"{BULK}template/?kind={kind}", HTTP_ACCEPT_LANGUAGE=language)
            content = b"".join(answer.streaming_content)
            refused = post_file(partner_client, content, name=f"x.{kind}").content.decode()
            assert "The file has titles but no rows below them." in refused
    assert partner_client.get(f"{BULK}template/?kind=pdf").status_code == 404
