"""Two admins who publish, for tests of what publishing does."""

from customers.agreements import approving
from customers.agreements.models import AgreementText
from partnercenter.accounts.models import User
from tests import factories


def publish(*, text: AgreementText, by: User, shown: str = "") -> AgreementText:
    """Another admin asks, `by` confirms."""
    first = factories.UserFactory(operator=True)
    asked = approving.ask_to_publish(text=text, reason="A new year", shown=shown, by=first)
    return approving.publish(asked=asked, by=by)
