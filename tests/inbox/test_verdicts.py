"""What our own mail server says of a sender, and what a stranger makes look as if it had said it (RFC 8601)."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.inbox.authenticity import is_truly_from, proven_domains
from app.inbox.reading import read

pytestmark = pytest.mark.one_database

OURS = "mx.bussola.example"
ADA = "ada@example.org"


@pytest.fixture(autouse=True)
def believing(app: Flask) -> Iterator[None]:
    app.config["INBOX_AUTHSERV"] = OURS
    yield
    app.config["INBOX_AUTHSERV"] = ""


def is_ada(*verdicts: str, sender: str = ADA) -> bool:
    headers = "".join(f"Authentication-Results: {verdict}\r\n" for verdict in verdicts)
    mail = read(f"{headers}From: {sender}\r\n\r\nciao".encode())
    return is_truly_from(mail, ADA, proven_domains(mail))


@pytest.mark.parametrize(
    "verdict",
    [
        f"{OURS}; dmarc=pass header.from=example.org",
        f"{OURS} 1; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.org",
        "MX.Bussola.Example; spf=none smtp.mailfrom=x; DKIM = Pass header.i=@Example.org header.s=a header.b=Qq/+=",
        f"{OURS}; dkim=pass (2048-bit key; unprotected) header.d=example.org header.i=ada@example.org",
        f"{OURS};\r\n\tdkim=pass (ok)\r\n\theader.d=example.org;\r\n\tspf=pass smtp.mailfrom=example.org",
        f'{OURS}; dkim/1=pass reason="good (signature; really)" header.d=example.org',
    ],
)
def test_what_our_server_lets_pass_is_believed(verdict: str) -> None:
    assert is_ada(verdict)


def test_the_domain_above_the_sender_s_may_speak_for_it_but_no_suffix_nor_neighbour() -> None:
    assert is_ada(f"{OURS}; dkim=pass header.d=example.org")
    for domain in ("org", "ample.org", "evilexample.org", "example.org.evil.com", "mail.example.org", ""):
        assert not is_ada(f"{OURS}; dkim=pass header.d={domain}"), domain


@pytest.mark.parametrize(
    "verdict",
    [
        "mx.evil.example; dmarc=pass header.from=example.org",
        f"mx.evil.example {OURS}; dmarc=pass header.from=example.org",
        f"{OURS}.evil.example; dmarc=pass header.from=example.org",
        f"({OURS}) mx.evil.example; dmarc=pass header.from=example.org",
        "",
        ";",
        "; dmarc=pass header.from=example.org",
    ],
)
def test_another_server_is_not_believed(verdict: str) -> None:
    assert not is_ada(verdict)


@pytest.mark.parametrize(
    "written_by_a_stranger",
    [
        "dmarc=none (x (y) dmarc=pass header.from=example.org) header.from=evil.example",
        r"spf=pass (of a\) ; dmarc=pass header.from=example.org ; \(b) smtp.mailfrom=evil.example",
        r'spf=pass smtp.mailfrom="a\" ; dmarc=pass header.from=example.org ; \""@evil.example',
        "spf=pass smtp.mailfrom=dkim=pass/header.d=example.org/@evil.example",
        "spf=pass smtp.mailfrom=dkim=pass@evil.example header.d=example.org",
        'dkim=fail reason="dkim=pass" header.d=example.org',
        "dkim=fail header.b=dkim=pass header.d=example.org",
        "dkim=pass header.s=x header.b=header.d=example.org header.d=evil.example",
        "dkim=passed header.d=example.org",
        "dmarc=pass header.d=example.org",
        "dmarc=pass (header.from=example.org",
        'dmarc=pass "header.from=example.org',
        "spf=pass header.from=example.org",
        "x-dmarc=pass header.from=example.org",
    ],
)
def test_a_verdict_hidden_in_what_strangers_write_is_not_believed(written_by_a_stranger: str) -> None:
    assert not is_ada(f"{OURS}; {written_by_a_stranger}")


def test_a_failed_dmarc_has_the_last_word() -> None:
    forged = f"{OURS}; dkim=pass header.d=example.org"

    assert not is_ada(f"{OURS}; dmarc=fail header.from=example.org", forged), "our server did not take the forgery out"
    assert is_ada(f"{OURS}; dmarc=none header.from=example.org", forged)


def test_a_name_that_looks_like_an_address_is_no_address() -> None:
    verdict = f"{OURS}; dmarc=pass header.from=evil.example"

    assert not is_ada(verdict, sender=f'"{ADA}" <eva@evil.example>')
    assert not is_ada(verdict, sender=f"{ADA}, eva@evil.example")
