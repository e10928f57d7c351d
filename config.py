"""Settings, read from environment variables only.

A value that makes no sense, or one that is required and missing, refuses to start: one sentence, naming the variable.
Production is a ``PUBLIC_URL`` that is not loopback.
"""

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DATABASES = {"sqlite", "postgresql", "postgres"}
QUEUES = {"sqlite", "postgresql", "postgres", "redis"}
MAILBOXES = {"imaps", "imap+starttls", "imap"}
POSTS = {"file", "smtp", "smtp+starttls", "smtps"}
SHORTEST_SECRET = 16  # characters


class WrongSetting(ValueError):
    """A setting that makes no sense; the message names it and says what is expected."""


class Config:
    """What every environment shares: values that are sensible in production and publishable."""

    OFFICE_NAME = "Insieme per il lavoro"
    OFFICE_BODIES = "Città metropolitana di Bologna · Comune di Bologna"
    OFFICE_ADDRESS = "Vicolo Bolognetti 2, 40125 Bologna"
    OFFICE_PHONE = "051 000 000"
    OFFICE_HOURS = "Dal lunedì al venerdì, dalle 9 alle 13"
    OFFICE_EMAIL = "bussola@example.org"
    OFFICE_SIGNATORY = "La responsabile del programma"
    ACCESSIBILITY_URL = ""

    BABEL_DEFAULT_LOCALE = "it"
    BABEL_DEFAULT_TIMEZONE = "Europe/Rome"

    MAX_CONTENT_LENGTH = 2 * 1024 * 1024  # bytes; a programme sheet is the largest thing anyone sends
    MAX_FORM_MEMORY_SIZE = 64 * 1024  # bytes
    MAX_FORM_PARTS = 600  # a presence grid of 60 people and 4 meetings, with room
    PERMANENT_SESSION_LIFETIME = timedelta(hours=8)
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    WTF_CSRF_TIME_LIMIT = None  # a form left open over lunch must still be accepted; the token dies with its session
    SQLALCHEMY_TRACK_MODIFICATIONS = False
    COMPRESS_MIMETYPES = ["text/html", "text/calendar", "application/json", "application/ld+json", "image/svg+xml"]

    IS_PRODUCTION = False
    TESTING = False


class Development(Config):
    """One's own machine: no setting is required."""


class Production(Config):
    IS_PRODUCTION = True
    SESSION_COOKIE_SECURE = True
    PREFERRED_URL_SCHEME = "https"
    SQLALCHEMY_ENGINE_OPTIONS = {"hide_parameters": True}  # errors go to the log: nobody's name goes with them


OFFICE_SETTINGS = [name for name in vars(Config) if name.startswith("OFFICE_")] + ["ACCESSIBILITY_URL"]


def load(environ: Mapping[str, str] = os.environ, **overrides: Any) -> dict[str, Any]:
    """Return the Flask settings that ``environ`` asks for; ``overrides`` win (tests).

    Raises WrongSetting, one sentence naming the variable.
    """
    instance = Path(environ.get("INSTANCE_PATH") or ROOT / "instance").resolve()
    host, port = environ.get("HOST") or "127.0.0.1", _port(environ.get("PORT") or "8000")
    public_url = _public_url(environ.get("PUBLIC_URL"), host, port)
    production = urlsplit(public_url).hostname not in LOOPBACK
    chosen: type[Config] = Production if production else Development
    settings: dict[str, Any] = {name: getattr(chosen, name) for name in dir(chosen) if name.isupper()}
    settings |= {name: environ[name] for name in OFFICE_SETTINGS if environ.get(name)}
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings |= {
        "INSTANCE_PATH": str(instance),
        "HOST": host,
        "PORT": port,
        "PUBLIC_URL": public_url,
        "SECRET_KEY": _secret_key(environ.get("SECRET_KEY"), production, instance),
        "SQLALCHEMY_DATABASE_URI": _url(
            "DATABASE_URL", environ.get("DATABASE_URL") or f"sqlite:///{instance}/bussola.db", DATABASES
        ).replace("postgres://", "postgresql://"),
        "QUEUE_URL": _url("QUEUE_URL", environ.get("QUEUE_URL") or f"sqlite:///{instance}/queue.db", QUEUES),
        "MAIL_URL": _url("MAIL_URL", environ.get("MAIL_URL") or "file:", POSTS),
        "MAIL_FROM": environ.get("MAIL_FROM") or settings["OFFICE_EMAIL"],
        "INBOX_URL": _inbox_url(environ.get("INBOX_URL")),
        "INBOX_AUTHSERV": environ.get("INBOX_AUTHSERV", "").strip(),
        "DKIM_LOOKUP": None,  # who is asked for the keys of signatures; None: the DNS
        "SMS_URL": environ.get("SMS_URL", ""),
        "BUSSOLA_NOW": _starting_instant(environ.get("BUSSOLA_NOW"), production),
        "SESSION_COOKIE_NAME": "__Host-bussola" if production else "bussola",
        "TRUSTED_HOSTS": [urlsplit(public_url).hostname, *LOOPBACK],
    }
    return settings | overrides


def _public_url(value: str | None, host: str, port: int) -> str:
    if not value:
        if host not in LOOPBACK:
            raise WrongSetting(
                "PUBLIC_URL manca: con HOST aperto alla rete serve l'indirizzo pubblico, ad esempio https://bussola.example.org."
            )
        return f"http://{host}:{port}"
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongSetting(f"PUBLIC_URL={value!r} non è un indirizzo: scrivi ad esempio https://bussola.example.org.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise WrongSetting(f"PUBLIC_URL={value!r} deve cominciare con https://: i biglietti viaggiano in rete.")
    return value.rstrip("/")


def _secret_key(value: str | None, production: bool, instance: Path) -> str:
    if value and len(value) >= SHORTEST_SECRET:
        return value
    if value:
        raise WrongSetting(f"SECRET_KEY è troppo corta: servono almeno {SHORTEST_SECRET} caratteri scelti a caso.")
    if production:
        raise WrongSetting("SECRET_KEY manca: in produzione è obbligatoria (openssl rand -hex 32 ne fa una).")
    kept = instance / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise WrongSetting(f"PORT={value!r} non è una porta: scrivi un numero da 1 a 65535.")
    return int(value)


def _url(name: str, value: str, schemes: set[str]) -> str:
    if value.split(":", 1)[0].split("+psycopg")[0] not in schemes:
        raise WrongSetting(f"{name}={value!r} non si può usare: comincia con {', '.join(sorted(schemes))}.")
    return value


def _inbox_url(value: str | None) -> str:
    """The mailbox to read; a password travels in clear only on this machine, and is never repeated in a complaint."""
    if not value:
        return ""
    shape = "imaps://utente:password@imap.example.org/INBOX"
    try:
        parts = urlsplit(value)
        whole = parts.hostname and parts.username and parts.password and parts.port != 0
    except ValueError:  # a port that is none
        raise WrongSetting(f"INBOX_URL non è un indirizzo: scrivi ad esempio {shape}.") from None
    if parts.query or parts.fragment:
        raise WrongSetting("INBOX_URL: nella password i segni / ? # @ si scrivono %2F %3F %23 %40.")
    if parts.scheme not in MAILBOXES or not whole:
        raise WrongSetting(f"INBOX_URL non è completa: scrivi ad esempio {shape}.")
    if parts.scheme == "imap" and parts.hostname not in LOOPBACK:
        raise WrongSetting(
            f"INBOX_URL manderebbe la password in chiaro: scrivi imaps:// o imap+starttls://, come {shape}."
        )
    return value


def _starting_instant(value: str | None, production: bool) -> datetime | None:
    if not value:
        return None
    if production:
        raise WrongSetting("BUSSOLA_NOW vale solo per prove e dimostrazioni: in produzione va tolta.")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise WrongSetting(f"BUSSOLA_NOW={value!r} non è un istante ISO, ad esempio 2027-01-14T09:00+01:00.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
