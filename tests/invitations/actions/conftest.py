"""A request to the customer of `customer_client`."""

import pytest

from invitations.models import Invitation
from tests import factories


@pytest.fixture
def asked(customer_membership) -> Invitation:
    return factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
