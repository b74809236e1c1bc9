"""Personas: each with a client that is signed in on the right host, and the rows behind it as attributes."""

import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import connection
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import _TestState
from django.utils import translation

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from partnercenter.wall.readers import PORTAL, read_as
from tests import factories
from tests.dealing import JourneysTogether

MAIN_HOST = "localhost:8000"
AN_HOUR = 3600
WHY = "Ticket 118 asks for it"
PUBLIC_HOST = "public.localhost:8000"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    """One portal for all journeys, whatever else runs beside them."""
    return JourneysTogether(config, log)


def pytest_collection() -> None:
    """Nothing of the thousands of tests that are collected can be thrown away, so the collector need not look."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there by now stays until the end: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _contexts_of_pages_alone(django_test_environment: None) -> Iterator[None]:
    """Django copies the context of every field, icon and include of a page; `response.context` needs the page's own."""
    render, within = _TestState.saved_data.template_render, threading.local()

    def render_and_tell(self: Template, context: Any) -> Any:
        if getattr(within, "page", False):
            return render(self, context)
        template_rendered.send(sender=self, template=self, context=context)
        within.page = True
        try:
            return render(self, context)
        finally:
            within.page = False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render_and_tell)
        yield


def read_all(**kwargs: Any) -> None:
    """Read as the portal again; not in the midst of a statement, where a stream that nobody read may be thrown away."""
    lock = getattr(connection.connection, "lock", None)
    if not (lock and lock.locked()):
        read_as(PORTAL)


request_finished.connect(read_all)  # what a test makes and looks at between two requests is no page's


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page read in Japanese leaves the thread speaking Japanese; the next test starts in the portal's own, and with
    no limit used up by others."""
    cache.clear()
    read_all()
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def shared_store(worker_id: str) -> str:
    """The broker's server as a cache that only this process of `pytest -n` uses: emptying it empties nobody else's."""
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw"))
    return f"{settings.REDIS_URL}/{2 + number % 14}"  # a server has 16 places, and the portal of the tests two of them


class PersonaClient(Client):
    """A browser on one host; `user` and `membership` say who sits before it (None for a visitor)."""

    user: User | None = None
    membership: PartnerMembership | CustomerMembership | None = None

    def __init__(self, host: str = MAIN_HOST, **defaults: Any) -> None:
        super().__init__(HTTP_HOST=host, **defaults)
        self.host = host

    def force_login(self, user: User, backend: str | None = None) -> None:
        """Sign in as if by a password, and for an hour as if just now (`partnercenter.accounts.fresh`)."""
        super().force_login(user, backend)
        session = self.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time() + AN_HOUR}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        """In the administration with a reason, as operators give one; `{"why": " "}` for none."""
        if str(path).startswith(f"/{settings.ADMIN_PATH}/") and (data is None or isinstance(data, dict)):
            data = {**(data or {}), "why": (data or {}).get("why") or WHY}
        return super().post(path, data, *args, **kwargs)


def acceptance_host(cloud: CloudRegion) -> str:
    """The name under which a cloud's acceptance portal answers in tests."""
    return f"{cloud.host_label}.{MAIN_HOST}"


def sign_in(user: User, *, host: str = MAIN_HOST) -> PersonaClient:
    """A client signed in as `user` on `host`."""
    client = PersonaClient(host)
    client.force_login(user)
    client.user = user
    return client


def client_of(membership: PartnerMembership | CustomerMembership) -> PersonaClient:
    """A client of somebody's on the host where the membership is valid."""
    is_partner = isinstance(membership, PartnerMembership)
    host = MAIN_HOST if is_partner else acceptance_host(membership.customer.cloud)
    client = sign_in(membership.user, host=host)
    client.membership = membership
    return client


@pytest.fixture
def client() -> PersonaClient:
    """A visitor on the main host."""
    return PersonaClient()


@pytest.fixture
def acceptance_client() -> PersonaClient:
    """A visitor on the public cloud's acceptance host."""
    return PersonaClient(PUBLIC_HOST)


@pytest.fixture
def partner(db: None) -> Partner:
    """The partner of `partner_client`: Kitakaze Systems, direct, Japan, public cloud."""
    return factories.PartnerFactory(legal_name="Kitakaze Systems K.K.", partner_number="4001001")


@pytest.fixture
def partner_membership(partner: Partner) -> PartnerMembership:
    """Misaki Tanaka, admin agent of `partner`."""
    user = factories.UserFactory(email="m.tanaka@kitakaze.example", display_name="Misaki Tanaka")
    return factories.PartnerMembershipFactory(partner=partner, user=user)


@pytest.fixture
def partner_client(partner_membership: PartnerMembership) -> PersonaClient:
    """Misaki Tanaka's browser, on the main host."""
    return client_of(partner_membership)


@pytest.fixture
def colleague_client(partner: Partner) -> Any:
    """`colleague_client(PartnerRole.VIEWER)`: a browser of a colleague with those roles at the same partner."""

    def make(*roles: PartnerRole) -> PersonaClient:
        return client_of(factories.PartnerMembershipFactory(partner=partner, roles=list(roles)))

    return make


@pytest.fixture
def other_partner_client(db: None) -> PersonaClient:
    """An admin agent of another partner in the same cloud."""
    other = factories.PartnerFactory(legal_name="Harbor & Pine Trading K.K.")
    return client_of(factories.PartnerMembershipFactory(partner=other))


@pytest.fixture
def customer(db: None) -> Customer:
    """The organisation of `customer_client`, in Japan and the public cloud, with its domain confirmed."""
    customer = factories.CustomerFactory(name="株式会社みなと精機", primary_domain="minato-seiki.example")
    factories.TenantDomainFactory(owner=customer)
    return customer


@pytest.fixture
def customer_membership(customer: Customer) -> CustomerMembership:
    """Kenichi Sato, global administrator of `customer`."""
    user = factories.UserFactory(email="k.sato@minato-seiki.example", display_name="佐藤 健一")
    return factories.CustomerMembershipFactory(customer=customer, user=user)


@pytest.fixture
def customer_client(customer_membership: CustomerMembership) -> PersonaClient:
    """Kenichi Sato's browser, on the public cloud's acceptance host."""
    return client_of(customer_membership)


@pytest.fixture
def staff_client(customer: Customer) -> Any:
    """`staff_client(CustomerRole.USER)`: a browser of somebody else at the same customer, with that role."""

    def make(role: CustomerRole) -> PersonaClient:
        return client_of(factories.CustomerMembershipFactory(customer=customer, role=role))

    return make


@pytest.fixture
def operator_client(db: None) -> PersonaClient:
    """An operator with every right, on the main host; an auditor beside, whom no mail may tell."""
    factories.UserFactory(email="auditor@operator.example", operator_role="auditor")
    return sign_in(factories.UserFactory(email="operator@operator.example", operator=True))
