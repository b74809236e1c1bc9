"""No call leads into our own network, however its address is written or its name answers; and TLS means its name."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ValidationError

from partnercenter.webhooks.posting import exchange, post
from partnercenter.webhooks.reaching import Unreachable, address_for, is_public, split
from partnercenter.webhooks.rules import check_reach, check_url
from tests.webhooks.receiver import Handler, Receiver

CLOSED = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254"),
    *("ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1"),
)


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses_are_refused(address: str):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "203.0.112.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_open(address: str):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("http://hooks.example/", "ftp://hooks.example/", "hooks.example", "https://", "https:///x", "javascript:1"),
        *(
            "http://127.0.0.2/",
            "http://localhost/",
            "https://[",
            "https://hooks.example:x/",
            "https://hooks.example:0/",
        ),
    ],
)
def test_only_whole_https_addresses_are_taken(url: str):
    with pytest.raises(ValidationError) as refusal:
        check_url(url)
    assert refusal.value.code == "not_https"


@pytest.mark.parametrize(
    "url", ["https://me:secret@hooks.example/", "https://me@hooks.example/", "https://h.example/#a"]
)
def test_no_credentials_travel_in_an_address(url: str):
    with pytest.raises(ValidationError) as refusal:
        check_url(url)
    assert refusal.value.code == "credentials"


def test_this_machine_can_be_tried_in_the_embedded_default_alone(settings):
    check_url("http://127.0.0.1:9000/")
    settings.EMBEDDED = False
    with pytest.raises(ValidationError):
        check_url("http://127.0.0.1:9000/")
    with pytest.raises(Unreachable):
        address_for(split("http://127.0.0.1:9000/"))


def test_a_name_is_judged_by_every_address_that_it_has(zone):
    zone.addresses = {"good.example": ["8.8.8.8"], "mixed.example": ["8.8.8.8", "::ffff:169.254.169.254"]}

    assert str(address_for(split("https://good.example/"))) == "8.8.8.8"
    for url, code in (
        ("https://mixed.example/", "closed_address"),
        ("https://gone.example/", "no_such_host"),
        ("https://127.0.0.1/", "closed_address"),
        ("https://[::ffff:10.0.0.1]/", "closed_address"),
    ):
        with pytest.raises(ValidationError) as refusal:
            check_reach(url)
        assert refusal.value.code == code
        assert post(url, b"{}", {}).trouble == code, "and again at each try"


@pytest.fixture
def certified(tmp_path, monkeypatch):
    """A receiver with a certificate for hooks.example, signed by an authority that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    receiver = Receiver()
    receiver.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    receiver.server.socket = context.wrap_socket(receiver.server.socket, server_side=True)
    receiver.server.receiver = receiver
    threading.Thread(target=receiver.server.serve_forever, args=(0.02,), daemon=True).start()
    yield receiver
    receiver.stop()


def test_the_call_goes_to_the_judged_address_and_the_certificate_has_to_be_the_names(certified: Receiver):
    port = certified.server.server_address[1]
    here = ip_address("127.0.0.1")

    status, _answer = exchange(split(f"https://hooks.example:{port}/x"), here, b"{}", {"webhook-id": "evt_1"})

    assert status == 204
    assert certified.received[0].headers["host"] == f"hooks.example:{port}"
    with pytest.raises(ssl.SSLError):
        exchange(split(f"https://other.example:{port}/x"), here, b"{}", {})
