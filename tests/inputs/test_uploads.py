"""What a file and its name cannot do at the door (105, 106, 109); what it holds is tried in `tests/sheets`."""

from io import BytesIO
from typing import Any

import pytest

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.services.models import UserImport
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient
from tests.inputs.rows import changed, state_of_rows
from tests.services.conftest import relate

pytestmark = pytest.mark.django_db
GOOD = "Name,User name\n森 葵,a.mori@minato-seiki.example\n"
NAMES = ("../../x.csv", "a.csv\r\nX-Evil: y", "n" * 300 + ".csv", "people.csv.exe", "people\u202evsc.exe", "=cmd.csv")


@pytest.fixture
def grant(partner: Partner, customer: Customer) -> DelegatedAdminGrant:
    relate(partner, customer)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


def upload(client: PersonaClient, customer: Customer, content: str, name: str = "people.csv") -> Any:
    file = BytesIO(content.encode())
    file.name = name
    return client.post(f"/partner/customers/{customer.public_id}/users/import/", {"file": file})


@pytest.mark.parametrize("column", ["partner_id", "tenant_id", "customer", "cloud", "region"])
def test_a_column_that_names_another_organisation_is_refused(
    partner_client: PersonaClient, grant: DelegatedAdminGrant, column: str
) -> None:
    before = state_of_rows()
    answer = upload(partner_client, grant.customer, f"Name,User name,{column}\nA,a@minato-seiki.example,1\n")
    assert answer.status_code == 422
    assert changed(before) == []


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_name_of_a_file_is_believed_in_nothing(
    partner_client: PersonaClient, grant: DelegatedAdminGrant, name: str
) -> None:
    """It is read or refused like any other, and no header and no path is made of it."""
    answer = upload(partner_client, grant.customer, GOOD, name)
    assert answer.status_code in (302, 422)
    assert "X-Evil" not in answer.headers
    if answer.status_code == 302:
        assert "x.csv" not in answer["Location"]
        assert partner_client.get(answer["Location"]).status_code == 200


def test_a_file_that_comes_after_the_session_ended_leads_to_sign_in_and_leaves_nothing(
    partner_client: PersonaClient, grant: DelegatedAdminGrant
) -> None:
    partner_client.session.flush()
    answer = upload(partner_client, grant.customer, GOOD)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert not UserImport.objects.exists()
