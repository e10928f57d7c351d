"""«Le mie iscrizioni» attacked: by guessing, by replaying, by asking who is known, by another's browser."""

import re
import threading
from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.registration import access
from app.registration.models import OneTimeAccess
from tests.world import World

ADA, NOBODY = "ada@example.org", "bea@example.org"  # of one length, so that answers can be compared byte by byte
COOKIE = "bussola_mie"


def ask(client: FlaskClient, contact: str = ADA) -> TestResponse:
    return client.post("/mie", data={"contact": contact})


def facts(world: World) -> dict[str, str]:
    return world.mails("access")[-1].facts


def link_of(world: World) -> str:
    return "/mie/accesso/" + facts(world)["link_url"].rsplit("/", 1)[1]


def try_code(client: FlaskClient, code: str) -> TestResponse:
    return client.post("/mie/codice", data={"code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def bytes_of(answer: TestResponse) -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers and text, without the cookie's random part and the second in which it was made."""
    varying = r"(?<=bussola_mie=)[^;]+|(?<=Expires=)[^;]+"
    headers = [(name, re.sub(varying, "…", value)) for name, value in answer.headers if name != "Date"]
    return answer.status_code, headers, answer.text


def test_known_and_unknown_are_answered_with_the_same_bytes(world: World) -> None:
    world.sign_up(world.edition())
    told = []
    for contact in (ADA, NOBODY):
        browser = world.app.test_client()
        asked = ask(browser, contact)
        told.append([bytes_of(asked), bytes_of(browser.get(asked.location)), bytes_of(try_code(browser, "000000"))])

    assert told[0] == told[1]
    assert [mail.to_email for mail in world.mails("access")] == [ADA]


def test_asking_too_often_is_refused_alike(world: World) -> None:
    world.sign_up(world.edition())
    told = []
    for contact in (ADA, NOBODY):
        answers = [ask(world.app.test_client(), contact) for _time in range(access.MOST_AN_HOUR + 1)]
        told.append([(answer.status_code, answer.text.replace(contact, "…")) for answer in answers])

    assert told[0] == told[1]
    assert [status for status, _text in told[0]] == [303] * access.MOST_AN_HOUR + [429]


def test_one_browser_does_not_ask_for_everybody(client: FlaskClient, world: World) -> None:
    statuses = [ask(client, f"chi{number}@example.org").status_code for number in range(access.MOST_BY_BROWSER + 1)]

    assert statuses == [303] * access.MOST_BY_BROWSER + [429]


def test_no_code_opens_what_nobody_was_sent(world: World, client: FlaskClient) -> None:
    ask(client, NOBODY)
    kept = db.session.query(OneTimeAccess).one()

    assert kept.code_digest not in {
        access._digest_of_code(kept.link_digest, f"{code:06}") for code in range(0, 10**6, 997)
    }
    assert try_code(client, "123456").status_code == 422


def test_a_code_is_tried_five_times_and_then_even_the_right_one_is_refused(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    code = facts(world)["code"]

    for _time in range(access.MOST_TRIES):
        assert try_code(client, wrong(code)).status_code == 422
    assert try_code(client, code).status_code == 422
    assert client.get("/mie/elenco").location == "/mie"


def test_tries_at_once_are_counted_each(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    bad, cookie = wrong(facts(world)["code"]), client.get_cookie(COOKIE).value  # type: ignore[union-attr]

    at_once(world, lambda browser: try_code(browser, bad), cookie, times=8)

    db.session.rollback()
    assert db.session.query(OneTimeAccess).one().tries == access.MOST_TRIES


def test_all_together_do_not_guess_for_ever(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    with transaction() as session:
        for number in range(access.MOST_WRONG_CODES // access.MOST_TRIES):
            session.add(
                OneTimeAccess(
                    contact=f"chi{number}@example.org",
                    link_digest=str(number),
                    code_digest="",
                    browser_digest="",
                    tries=access.MOST_TRIES,
                    created_at=now(),
                    expires_at=now(),
                )
            )

    assert try_code(client, facts(world)["code"]).status_code == 422
    assert client.post(link_of(world)).status_code == 303, "the link works all the same"


def test_a_code_opens_nothing_in_another_browser(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    stranger = world.app.test_client()
    ask(stranger, NOBODY)

    assert try_code(stranger, facts(world)["code"]).status_code == 422
    assert try_code(world.app.test_client(), facts(world)["code"]).status_code == 422


def test_a_link_opens_once_even_when_pressed_twice_at_once(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    link = link_of(world)

    answers = at_once(world, lambda browser: browser.post(link), None, times=6)

    assert sorted(answers) == [303, 410, 410, 410, 410, 410]
    assert client.post(link).status_code == 410
    assert client.get(link).status_code == 410
    assert try_code(client, facts(world)["code"]).status_code == 422, "the code went with it"


def test_after_ten_minutes_neither_opens(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)

    with clock.at(now() + timedelta(minutes=10)):
        assert client.get(link_of(world)).status_code == 410
        assert client.post(link_of(world)).status_code == 410
        assert try_code(client, facts(world)["code"]).status_code == 422


def test_a_cookie_planted_before_opens_nothing_after(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    client.set_cookie(COOKIE, "planted by somebody else")
    ask(client)
    assert try_code(client, facts(world)["code"]).status_code == 303

    planter = world.app.test_client()
    planter.set_cookie(COOKIE, "planted by somebody else")

    assert planter.get("/mie/elenco").location == "/mie"
    assert client.get("/mie/elenco").status_code == 200


def test_asking_is_not_being_let_in(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)

    assert client.get("/mie/elenco").location == "/mie"
    assert client.post("/mie/calendario").location == "/mie"


def test_a_link_shows_its_own_contact_and_no_other(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    world.sign_up(world.edition(title="Un altro laboratorio"), "grace")
    ask(client, "grace@example.org")

    page = client.post(link_of(world), follow_redirects=True).text

    assert "Un altro laboratorio" in page and edition.title not in page


def test_what_is_kept_opens_nothing(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    kept, said = db.session.query(OneTimeAccess).one(), facts(world)

    row = " ".join(str(value) for value in (kept.link_digest, kept.code_digest, kept.browser_digest))
    assert said["code"] not in row and said["link_url"].rsplit("/", 1)[1] not in row
    assert client.post(f"/mie/accesso/{kept.link_digest}").status_code == 410


def at_once(world: World, act, cookie: str | None, times: int) -> list[int]:  # type: ignore[no-untyped-def]
    """The statuses of what several browsers with this cookie are answered in the same instant."""
    start, answers = threading.Barrier(times), []

    def one() -> None:
        with world.app.app_context():
            browser = world.app.test_client()
            if cookie:
                browser.set_cookie(COOKIE, cookie)
            start.wait()
            answers.append(act(browser).status_code)
            db.session.remove()

    threads = [threading.Thread(target=one) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
