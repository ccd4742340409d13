"""An e-mail goes over a line that is encrypted, to a server that is who it says, under the name that is set."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from panel.mail.models import MessageState
from tests.mail.servers import Post, serving, set_server, the_message, work
from tests.mail.test_sending import write

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, which nobody vouches for but itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.larkshire.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path_factory.mktemp("certificate") / "mail.pem"
    file.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
    return file


def settings(certificate: Path, tls: str) -> dict[str, Any]:
    """How a server with a certificate takes e-mail."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return {"ssl_context": context} if tls == "tls" else {"tls_context": context, "require_starttls": True}


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_it_goes_encrypted_to_a_server_that_is_vouched_for(
    tls: str, site: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post = Post()
    with serving(post, **settings(certificate, tls)) as port:
        set_server(site, port, MAIL_TLS=tls)
        write()
        work()
    assert the_message().state is MessageState.SENT, the_message().error
    assert len(post.letters) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(site: Flask, certificate: Path):
    post = Post()
    with serving(post, **settings(certificate, "starttls")) as port:
        set_server(site, port, MAIL_TLS="starttls")
        write()
        work()
    assert post.letters == []
    assert the_message().state is MessageState.QUEUED
    assert "certificate verify failed" in the_message().error


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(
    ("password", "ends"), [("right", MessageState.SENT), ("wrong", MessageState.FAILED)], ids=["right", "wrong"]
)
def test_it_signs_in_where_a_name_is_set(password: str, ends: MessageState, site: Flask):
    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"panel", b"right"), handled=False)

    post = Post()
    with serving(post, authenticator=known, auth_required=True, auth_require_tls=False) as port:
        set_server(site, port, MAIL_USERNAME="panel", MAIL_PASSWORD=password)
        write()
        work()
    assert the_message().state is ends, the_message().error
    assert "535" in the_message().error or ends is MessageState.SENT
    assert password not in the_message().error
