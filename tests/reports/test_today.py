import re
from datetime import date, time

from app.attendance.close import close
from app.certificates.issue import issue
from app.db import transaction
from app.lib import clock
from app.outbox.models import Delivery
from app.programme.uploads import keep
from app.staff.models import Role
from tests.papers import AFTER_ALL, came
from tests.world import World

TODAY = [(date(2027, 1, 11), time(14, 30), time(17, 30))]
TOMORROW = [(date(2027, 1, 12), time(9, 30), time(12, 30))]
LONG_AGO = [(date(2027, 1, 5), time(9, 30), time(12, 30))]
NEXT_WEEK = [(date(2027, 1, 18), time(9, 30), time(12, 30))]


def test_the_morning_shows_today_and_the_seven_days(world: World) -> None:
    for code, meetings in (("CV-1", TODAY), ("CV-2", TOMORROW), ("CV-3", NEXT_WEEK)):
        world.edition(code=code, meetings=meetings)

    page = world.signed_in().get("/ufficio/").text

    assert page.index("CV-1") < page.index("I prossimi sette giorni") < page.index("CV-2")
    assert "CV-3" not in page


def decided(page: str) -> str:
    """The list «Da decidere» as one reads it: no tags, single spaces."""
    part = page.partition("Da decidere</h2>")[2].partition("I prossimi sette giorni")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_nothing_to_decide_is_said(world: World) -> None:
    world.edition(code="CV-1", meetings=NEXT_WEEK)

    assert decided(world.signed_in().get("/ufficio/").text) == "Niente da decidere"


def test_what_needs_somebody_is_listed(world: World) -> None:
    full = world.edition(seats=1, code="CV-1")
    for who in ("ada", "grace", "alan", "olena", "nicolo", "rosa"):
        world.sign_up(full, who)
    with clock.at(clock.from_rome(date(2027, 1, 4), time(9))):
        world.edition(code="CV-2", meetings=LONG_AGO)
    with transaction():
        world.mails("confirmed")[0].status = Delivery.FAILED

    said = decided(world.signed_in().get("/ufficio/").text)

    assert "1 persona da chiamare da lunedì 11 gennaio Chiama" in said and "1 mail non è partita" in said
    assert "CV-1 · Il curriculum che si fa leggere è pieno e aspettano in 5 giovedì 14 gennaio Guarda la lista" in said
    assert "CV-2 · Il curriculum che si fa leggere è finito: i registri sono aperti martedì 5 gennaio" in said


def test_few_people_and_dates_to_be_found_are_to_be_decided(world: World) -> None:
    few = world.edition(code="CV-1", minimum_people=4, meetings=TOMORROW)
    world.sign_up(few, "ada")
    world.edition(code="CV-2", postponed_at=clock.now(), meetings=TOMORROW)

    page = world.signed_in().get("/ufficio/").text

    assert "ha 1 persona, ne servono 4 martedì 12 gennaio Decidi" in decided(page)
    assert "CV-2 · Il curriculum che si fa leggere è rinviata senza una nuova data" in decided(page)
    assert "CV-2" not in page.partition("I prossimi sette giorni")[2]


def test_certificates_wait_to_be_issued_once_the_registers_are_closed(world: World) -> None:
    ada = world.sign_up(world.three_meetings(), "ada")
    world.sign_up(ada.edition, "grace")
    came(ada, *ada.edition.meetings)
    with clock.at(AFTER_ALL):
        with transaction():
            close(ada.edition, by="ufficio")
        office = world.signed_in()
        assert "ha i registri chiusi e 1 attestato da emettere" in decided(office.get("/ufficio/").text)
        with transaction():
            issue(ada.edition, by="ufficio")
        assert "attestato" not in decided(office.get("/ufficio/").text)


def test_what_nobody_sees_yet_waits_to_be_published(world: World) -> None:
    world.programme("2027-2", published=False)
    world.edition(code="CV-1", is_draft=True, meetings=TOMORROW)

    page = world.signed_in().get("/ufficio/").text

    assert "Programma 2027-2 è in bozza" in decided(page)
    assert "Programma 2027-1 ha 1 edizione in bozza, che nessuno vede" in decided(page)
    assert "CV-1" not in page.partition("I prossimi sette giorni")[2]
    assert "in bozza" not in world.signed_in(Role.DESK).get("/ufficio/").text


def test_a_sheet_that_was_looked_over_waits_to_be_imported(world: World) -> None:
    with transaction():
        keep("programma-2027-2.xlsx", b"a sheet", by="office@example.org")

    page = world.signed_in().get("/ufficio/").text
    assert "programma-2027-2.xlsx è stato caricato e aspetta di essere importato" in decided(page)
    assert "/ufficio/programmi/importa/" in page


def test_who_leads_sees_the_editions_they_were_given_and_no_others(world: World) -> None:
    mine = world.edition(code="CV-1", meetings=NEXT_WEEK)
    world.edition(code="CV-2", meetings=TODAY)
    world.grant(world.staff(Role.FACILITATOR), mine.about)

    page = world.signed_in(Role.FACILITATOR).get("/ufficio/").text

    assert 'href="/ufficio/programmi/2027-1/cv-1"' in page and "CV-2" not in page
    assert "Da decidere" not in page


def test_no_page_of_who_leads_leads_where_they_may_not_go(world: World) -> None:
    mine = world.edition(code="CV-1", meetings=NEXT_WEEK)
    world.grant(world.staff(Role.FACILITATOR), mine.about)
    leader = world.signed_in(Role.FACILITATOR)

    for tab in ("", "/accoglienza", "/presenze"):
        page = leader.get(f"/ufficio/programmi/2027-1/cv-1{tab}").text
        links = set(re.findall(r'href="(/ufficio/[^"]*)"', page))
        assert links and {leader.get(link).status_code for link in links} == {200}
