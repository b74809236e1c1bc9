"""Help, privacy and accessibility: open to everybody, in the shell of whoever reads them."""

import pytest

from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
PAGES = ["/help/", "/privacy/", "/accessibility/"]


@pytest.mark.parametrize("page", PAGES)
def test_everybody_may_read_them(
    client: PersonaClient,
    acceptance_client: PersonaClient,
    partner_client: PersonaClient,
    customer_client: PersonaClient,
    page: str,
) -> None:
    for reader in (client, acceptance_client, partner_client, customer_client):
        assert reader.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_each_has_one_heading_and_keeps_the_readers_shell(
    partner_client: PersonaClient, customer_client: PersonaClient, page: str
) -> None:
    partners, customers = partner_client.get(page).content.decode(), customer_client.get(page).content.decode()

    assert partners.count("<h1") == customers.count("<h1") == 1
    assert '<body class="partner' in partners
    assert '<body class="customer' in customers


def test_the_footer_leads_to_them(client: PersonaClient) -> None:
    page = client.get("/").content.decode()

    assert all(f'href="{each}"' in page for each in PAGES)
