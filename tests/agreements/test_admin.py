"""Operators see a text as customers will, compare two, and read what publishing does before they do it."""

import pytest
from django.urls import reverse

from customers.agreements.comparing import compare
from customers.agreements.models import AgreementText
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db


def preview(text: AgreementText) -> str:
    return reverse("admin:agreements_agreementtext_preview", args=[text.pk])


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_text_is_previewed_as_it_is_read_and_printed_draft_or_not(operator_client, is_draft):
    text = factories.AgreementTextFactory(draft=is_draft, language="ja", title="顧客契約", body="第1条\n<b>太字</b>")
    answer = operator_client.get(preview(text))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="ja"' in page
    assert page.count("&lt;b&gt;太字&lt;/b&gt;") == 2
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_only_operators_of_the_cloud_preview(partner_client, operator_client):
    text = factories.AgreementTextFactory(draft=True)
    of_china = sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))
    assert of_china.get(preview(text)).status_code == 404
    assert partner_client.get(preview(text)).status_code == 302
    assert PersonaClient().get(preview(text)).status_code == 302
    assert operator_client.get(reverse("admin:agreements_agreementtext_preview", args=[10**30])).status_code == 404


def test_two_texts_stand_beside_each_other(operator_client):
    old = factories.AgreementTextFactory(body="1. One.\n\n2. Two.")
    new = factories.AgreementTextFactory(body="1. One.\n\n2. Other.\n\n3. Three.", draft=True)
    rows = [(row.old, row.new, row.changed) for row in compare(old, new)]
    assert rows == [
        ("Customer agreement", "Customer agreement", False),
        ("1. One.", "1. One.", False),
        ("2. Two.", "2. Other.", True),
        ("", "3. Three.", True),
    ]
    page = operator_client.get(
        reverse("admin:agreements_agreementtext_compare", args=[old.pk, new.pk])
    ).content.decode()
    assert "<del>2. Two.</del>" in page
    assert "<ins>3. Three.</ins>" in page


def test_the_list_compares_exactly_two(operator_client):
    texts = factories.AgreementTextFactory.create_batch(3)
    place = reverse("admin:agreements_agreementtext_changelist")
    for count, said in ((1, "Select two texts"), (2, 'class="compare"'), (3, "Select two texts")):
        chosen = {"action": "compare_texts", "_selected_action": [text.pk for text in texts[:count]]}
        assert said in operator_client.post(place, chosen, follow=True).content.decode()


def test_what_cannot_be_published_says_why_and_has_no_button(operator_client):
    published = factories.AgreementTextFactory()
    place = reverse("admin:agreements_agreementtext_changelist")
    chosen = {"action": "publish_texts", "_selected_action": [published.pk]}
    page = operator_client.post(place, chosen).content.decode()
    assert "This text is published already" in page
    assert 'class="default"' not in page


def test_a_draft_that_was_edited_meanwhile_is_not_published(operator_client):
    text = factories.AgreementTextFactory(draft=True)
    place = reverse("admin:agreements_agreementtext_changelist")
    chosen = {
        "action": "publish_texts",
        "_selected_action": [text.pk],
        "confirmed": "yes",
        f"shown_{text.pk}": "0" * 64,
    }
    assert "changed meanwhile" in operator_client.post(place, chosen, follow=True).content.decode()
    text.refresh_from_db()
    assert text.status == "draft"
