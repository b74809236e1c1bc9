"""Two authorities, each a real provider in a process of its own, and people who sign in with them."""

import html
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from django.core.cache import cache

from customers.directory.models import Customer
from partnercenter.authorities.actions import add_usual_rules
from partnercenter.authorities.models import Authority, ConnectedTenant
from partnercenter.partners.models import Partner
from tests import factories
from tests.authorities.provider import CLIENT, SECRET
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient

CLOUDS = ("public", "china")
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
TENANT = "11111111-aaaa-4bbb-8ccc-000000000001"


@dataclass(frozen=True)
class Provider:
    """A running authority."""

    issuer: str

    def seat(self, person: str, **claims: Any) -> None:
        """From now on `person` sits before it, with these claims."""
        answer = requests.post(f"{self.issuer}/sit", {"person": person, "claims": json.dumps(claims)}, timeout=60)
        answer.raise_for_status()

    def way_back(self, address: str) -> str:
        """Follow the portal's way to the authority; answers the path on the portal that it leads back to."""
        answer = requests.get(address, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return "/" + answer.headers["Location"].split("/", 3)[3]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def providers() -> Iterator[dict[str, Provider]]:
    """`public` and `china`, for all tests of a worker."""
    ports = {code: free_port() for code in CLOUDS}
    hosts = (MAIN_HOST, PUBLIC_HOST, f"china.{MAIN_HOST}")
    running = []
    for code, port in ports.items():
        callbacks = [f"http://{host}/accounts/directory/{code}/callback/" for host in hosts]
        command = [sys.executable, "-m", "tests.authorities.provider", str(port), *callbacks]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    try:
        found = {code: Provider(f"http://127.0.0.1:{port}") for code, port in ports.items()}
        for each in found.values():
            wait_for(each)
        yield found
    finally:
        for process in running:
            process.kill()
            process.wait()


def wait_for(provider: Provider) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5).raise_for_status()
            return
        except requests.RequestException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def authority_of(provider: Provider, code: str) -> Authority:
    authority = Authority(
        cloud=factories.cloud(code), name_en=f"Directory of {code}", issuer=provider.issuer, client_id=CLIENT
    )
    authority.secret = SECRET
    authority.save()
    add_usual_rules(authority)
    return authority


@pytest.fixture
def authority(db: None, providers: dict[str, Provider]) -> Authority:
    """The public cloud's."""
    return authority_of(providers["public"], "public")


@pytest.fixture
def other_authority(db: None, providers: dict[str, Provider]) -> Authority:
    """Another cloud's."""
    return authority_of(providers["china"], "china")


def connect(authority: Authority, owner: Partner | Customer, tenant: str = TENANT) -> ConnectedTenant:
    kind = "partner" if isinstance(owner, Partner) else "customer"
    return ConnectedTenant.objects.create(
        authority=authority, tenant_id=tenant, owner_kind=kind, owner_id=owner.public_id
    )


@dataclass
class Person:
    """Somebody of a directory, with a browser on one of the portal's hosts."""

    provider: Provider
    browser: PersonaClient
    name: str = "kaori"
    code: str = "public"

    def leaves(self, **more: str) -> str:
        """Press the button of the sign-in page; answers where the page leads."""
        return way_on(self.browser.post(f"/accounts/directory/{self.code}/", more))

    def leaves_to_connect(self) -> str:
        """Press the button of the page of connected directories."""
        return way_on(self.browser.post("/accounts/directory/", {"connect": self.code}))

    def signs_in(self, *roles: str, tenant: str = TENANT, email: str = "", **more: Any) -> Any:
        """The whole way; answers the page that the browser ends on."""
        self.sits(*roles, tenant=tenant, email=email, **more)
        return self.browser.get(self.provider.way_back(self.leaves()))

    def sits(self, *roles: str, tenant: str = TENANT, email: str = "", **more: Any) -> None:
        address = email or f"{self.name}@minato-seiki.example"
        claims = {"email": address, "name": "Kaori Mori", "tid": tenant, "wids": list(roles)}
        self.provider.seat(self.name, **claims | more)

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.browser.session


def way_on(page: Any) -> str:
    """The address that a page of leaving leads to."""
    assert page.status_code == 200, page.content.decode()
    found = re.search(r'content="0; url=([^"]+)"', page.content.decode())
    assert found
    return html.unescape(found[1])


@pytest.fixture
def kaori(authority: Authority, providers: dict[str, Provider]) -> Person:
    """On the public cloud's acceptance host."""
    return Person(providers["public"], PersonaClient(PUBLIC_HOST))


@pytest.fixture
def agent(authority: Authority, providers: dict[str, Provider]) -> Person:
    """On the main host."""
    return Person(providers["public"], PersonaClient(MAIN_HOST), name="misaki")
