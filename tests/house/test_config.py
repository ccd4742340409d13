"""Settings: the environment before the file, and no development key in production."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from panel import config


def test_a_new_instance_has_a_key_of_its_own_that_others_cannot_read(tmp_path: Path):
    config.write_config(tmp_path)
    path = tmp_path / "config.py"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(config.load(tmp_path)["SECRET_KEY"]) >= 32


def test_two_instances_have_two_keys(tmp_path: Path):
    keys = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        config.write_config(tmp_path / name)
        keys.add(config.load(tmp_path / name)["SECRET_KEY"])
    assert len(keys) == 2


def test_production_refuses_the_development_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_ENV", "production")
    with pytest.raises(config.ConfigurationError, match="PANEL_SECRET_KEY"):
        config.load(tmp_path)
    monkeypatch.setenv("PANEL_SECRET_KEY", "changeme")
    with pytest.raises(config.ConfigurationError, match="32 characters"):
        config.load(tmp_path)
    monkeypatch.setenv("PANEL_SECRET_KEY", "x" * 40)
    with pytest.raises(config.ConfigurationError, match="PANEL_SITE_URL"):
        config.load(tmp_path)
    monkeypatch.setenv("PANEL_SITE_URL", "https://panel.example")
    assert config.load(tmp_path)["SECRET_KEY"] == "x" * 40


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "config.py").write_text("MAX_PAPER_MB = 7\n")
    assert config.load(tmp_path)["MAX_PAPER_MB"] == 7
    monkeypatch.setenv("PANEL_MAX_PAPER_MB", "9")
    assert config.load(tmp_path)["MAX_PAPER_MB"] == 9


def test_a_size_that_is_no_number_is_refused_with_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_MAX_PAPER_MB", "large")
    with pytest.raises(config.ConfigurationError, match="such as 100"):
        config.load(tmp_path)


@pytest.mark.parametrize("written", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_a_postgresql_address_names_its_driver(written: str):
    assert config.database_url(written) == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("server", "tls", "found"),
    [
        ("smtp.larkshire.example:2525", "starttls", ("smtp.larkshire.example", 2525)),
        ("smtp.larkshire.example", "starttls", ("smtp.larkshire.example", 587)),
        ("smtp.larkshire.example", "tls", ("smtp.larkshire.example", 465)),
        ("localhost", "none", ("localhost", 25)),
    ],
)
def test_a_mail_server_is_read_with_its_port(
    server: str, tls: str, found: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = {"SERVER": server, "TLS": tls, "SENDER": "Democratic Services <democracy@larkshire.example>"}
    for name, value in settings.items():
        monkeypatch.setenv(f"PANEL_MAIL_{name}", value)
    loaded = config.load(tmp_path)
    assert (loaded["MAIL_HOST"], loaded["MAIL_PORT"]) == found


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SERVER", "smtp.larkshire.example:smtp", "give host:port"),
        ("SERVER", ":25", "give host:port"),
        ("SERVER", "smtp.larkshire.example:99999", "give host:port"),
        ("TLS", "yes", "starttls, tls, none"),
        ("SENDER", "", "MAIL_SENDER is not an e-mail address"),
        ("SENDER", "Democratic Services", "MAIL_SENDER is not an e-mail address"),
        ("SENDER", "a@larkshire.example\nBcc: eve@elsewhere.example", "MAIL_SENDER is not an e-mail address"),
    ],
)
def test_a_mail_server_that_could_not_work_is_refused_before_anybody_waits_for_an_e_mail(
    name: str, value: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = {"SERVER": "smtp.larkshire.example", "SENDER": "democracy@larkshire.example"} | {name: value}
    for each, written in settings.items():
        monkeypatch.setenv(f"PANEL_MAIL_{each}", written)
    with pytest.raises(config.ConfigurationError, match=said):
        config.load(tmp_path)
