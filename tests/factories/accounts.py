"""People."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from partnercenter.accounts.models import User

PASSWORD = "kaede-und-Ahorn-42"


class UserFactory(DjangoModelFactory):
    """A person with a verified address; `unverified=True` for one without, `operator=True` for an operator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        operator = factory.Trait(operator_role="admin")

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def unverified(self: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=not extracted, primary=True)
