"""Settings: the environment first, then instance/config.py."""

from __future__ import annotations

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any

DEVELOPMENT_KEY = "development"
"""Good for trying things out; refused by a server that is told it is in production."""
KEY_LENGTH = 32
"""Characters that a production key has at least."""
FORM_BYTES = 200_000
"""What somebody may send at once to a page that takes no files: forms hold words."""
FILES_AT_ONCE = 5
"""How many of the largest papers an officer may send at once."""

DEFAULTS: dict[str, Any] = {
    "MAX_PAPER_MB": 100,
    "SOFFICE": "",
    "SITE_URL": "",
    "SITE_NAME": "Panel",
    "PROXIES": 0,
    "MAIL_SERVER": "",
    "MAIL_USERNAME": "",
    "MAIL_PASSWORD": "",
    "MAIL_TLS": "starttls",
    "MAIL_SENDER": "",
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "your council",
}
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""The ways to a mail server, and the port of each where none is named."""
FROM_ENVIRONMENT = ("SECRET_KEY", "DATABASE_URL", "DOCUMENT_STORE", "QUEUE_URL", *DEFAULTS)

CONFIG_FILE = '''"""Settings of this instance. An environment variable PANEL_<NAME> comes before what stands here."""

# Signs forms and sessions, and encrypts what authenticator apps share with this site. Keep it secret; a new one signs
# everybody out, and their apps must be set up anew (recovery codes and passkeys go on working).
SECRET_KEY = "{key}"

# Where the records are kept: SQLite in this folder, unless another database is named here.
# DATABASE_URL = "postgresql://panel@localhost/panel"

# Where files are kept: the folder documents/ beside this file, unless an S3 bucket is named here.
# DOCUMENT_STORE = "s3://bucket/prefix"

# The queue of work that outlasts a request: a file beside this one, unless a Redis is named here.
# QUEUE_URL = "redis://localhost:6379/0"

# The largest paper that is accepted, in megabytes.
# MAX_PAPER_MB = 100

# The LibreOffice that turns Word into PDF; found on the PATH when left out.
# SOFFICE = "/usr/bin/soffice"

# The address of the site as the public types it; calendars link to it.
# SITE_URL = "https://panel.example.gov.uk"

# How many web servers of your own (a proxy, a load balancer) every request passes on its way here. What they say of
# where it came from (X-Forwarded-For, X-Forwarded-Proto) is then believed; without them anybody could write it.
# PROXIES = 1

# The server that takes e-mail (host:port), and from whom it comes. Without one nothing is sent: the page of e-mail then
# shows what to hand over by hand. MAIL_TLS is "starttls", "tls" (from the first byte), or "none" on your own network.
# MAIL_SERVER = "smtp.example.gov.uk:587"
# MAIL_SENDER = "Democratic Services <democracy@example.gov.uk>"
# MAIL_USERNAME = "panel"
# MAIL_PASSWORD = "..."
# MAIL_TLS = "starttls"

# The council's own sign-in (OpenID Connect), for people who have an account here under the same e-mail address.
# Register this site there with the address SITE_URL/sign-in/council/back. The page says "Sign in with" and the name.
# OIDC_ISSUER = "https://sign-in.example.gov.uk"
# OIDC_CLIENT_ID = "panel"
# OIDC_CLIENT_SECRET = "..."
# OIDC_NAME = "Larkshire County Council"
'''


class ConfigurationError(Exception):
    """A setting is missing or cannot be used; the message says which and what to do."""


def is_initialised(instance: Path) -> bool:
    """Say whether a folder holds an instance."""
    return (instance / "config.py").is_file()


def write_config(instance: Path) -> None:
    """Write the settings of a new instance, with a key of its own, readable by its owner only."""
    path = instance / "config.py"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(CONFIG_FILE.format(key=secrets.token_urlsafe(32)))


def load(instance: Path) -> dict[str, Any]:
    """Read the settings of an instance.

    Raises ConfigurationError where a production server has no key of its own or a number is not one.
    """
    settings: dict[str, Any] = {**DEFAULTS, "SECRET_KEY": DEVELOPMENT_KEY}
    path = instance / "config.py"
    if path.is_file():
        written: dict[str, Any] = {}
        try:
            source = compile(path.read_text(encoding="utf-8"), str(path), "exec")
        except SyntaxError as error:
            # Not the line itself, which may hold the key.
            raise ConfigurationError(f"{path} cannot be read: line {error.lineno} is not Python.") from None
        exec(source, written)  # noqa: S102 - the administrator's own file
        settings.update({name: value for name, value in written.items() if name.isupper()})
    for name in FROM_ENVIRONMENT:
        value = os.environ.get(f"PANEL_{name}")
        if value:
            settings[name] = value
    if os.environ.get("PANEL_ENV", "").lower() == "production":
        _require_for_production(settings)
    for name, example in (("MAX_PAPER_MB", "megabytes, such as 100"), ("PROXIES", "servers, such as 1")):
        try:
            settings[name] = int(settings[name])
        except ValueError:
            raise ConfigurationError(f"{name} is {settings[name]!r}; give a whole number of {example}.") from None
    _check_mail(settings)
    if settings["OIDC_ISSUER"] and not (settings["OIDC_CLIENT_ID"] and settings["OIDC_CLIENT_SECRET"]):
        raise ConfigurationError(
            "OIDC_ISSUER is set, but not OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. The council gives you both when you "
            "register this site for its sign-in."
        )
    settings.setdefault("DATABASE_URL", f"sqlite:///{instance / 'panel.sqlite'}")
    settings["SQLALCHEMY_DATABASE_URI"] = database_url(settings["DATABASE_URL"])
    # A failing statement may hold names of exempt papers: they stay out of logs.
    settings["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    settings["MAX_CONTENT_LENGTH"] = FORM_BYTES
    settings["UPLOAD_BYTES"] = FILES_AT_ONCE * settings["MAX_PAPER_MB"] * 1024 * 1024 + FORM_BYTES
    settings["INSTANCE"] = instance
    return settings


def _require_for_production(settings: dict[str, Any]) -> None:
    if len(settings["SECRET_KEY"]) < KEY_LENGTH:
        raise ConfigurationError(
            "SECRET_KEY is the development key or too short. Run `panel init`, or set PANEL_SECRET_KEY to a random "
            f"text of at least {KEY_LENGTH} characters."
        )
    if not settings["SITE_URL"]:
        # Without it the links in calendars would name whatever host a request claims to be for.
        raise ConfigurationError(
            "SITE_URL is not set. Set PANEL_SITE_URL to the address of the site as the public types it, such as "
            "https://panel.example.gov.uk."
        )


def _check_mail(settings: dict[str, Any]) -> None:
    """Refuse a mail server that could only fail when the first e-mail is due, and read its host and port."""
    if not settings["MAIL_SERVER"]:
        return
    host, _colon, port = str(settings["MAIL_SERVER"]).partition(":")
    if settings["MAIL_TLS"] not in MAIL_PORTS:
        raise ConfigurationError(f"MAIL_TLS is {settings['MAIL_TLS']!r}; give one of: {', '.join(MAIL_PORTS)}.")
    if not host or (port and not (port.isdecimal() and 0 < int(port) < 65536)):
        raise ConfigurationError(
            f"MAIL_SERVER is {settings['MAIL_SERVER']!r}; give host:port, such as smtp.example.gov.uk:587."
        )
    sender = str(settings["MAIL_SENDER"])
    if "@" not in parseaddr(sender)[1] or "\n" in sender or "\r" in sender:
        raise ConfigurationError(
            "MAIL_SENDER is not an e-mail address. Say from whom e-mail comes, such as "
            '"Democratic Services <democracy@example.gov.uk>".'
        )
    settings["MAIL_HOST"] = host
    settings["MAIL_PORT"] = int(port) if port else MAIL_PORTS[settings["MAIL_TLS"]]


def database_url(url: str) -> str:
    """Name psycopg 3 as the driver of a PostgreSQL address, however the address is written."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
