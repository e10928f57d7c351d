import re
from datetime import date, time

from app.lib import clock
from app.staff.models import Role
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


def test_what_needs_somebody_is_listed(world: World) -> None:
    full = world.edition(seats=1, code="CV-1")
    for who in ("ada", "grace", "alan", "olena", "nicolo", "rosa"):
        world.sign_up(full, who)
    with clock.at(clock.from_rome(date(2027, 1, 4), time(9))):
        world.edition(code="CV-2", meetings=LONG_AGO)

    page = world.signed_in().get("/ufficio/").text

    assert "1 persona da chiamare" in page
    assert "CV-1 è pieno e aspettano in 5" in page and "CV-2 è finito: chiudi i registri" in page


def test_a_draft_waits_to_be_published(world: World) -> None:
    world.programme(published=False)

    assert "2027-1 è in bozza" in world.signed_in().get("/ufficio/").text
    assert "in bozza" not in world.signed_in(Role.DESK).get("/ufficio/").text


def test_who_leads_sees_the_editions_they_were_given_and_no_others(world: World) -> None:
    mine = world.edition(code="CV-1", meetings=NEXT_WEEK)
    world.edition(code="CV-2", meetings=TODAY)
    world.grant(world.staff(Role.FACILITATOR), mine.about)

    page = world.signed_in(Role.FACILITATOR).get("/ufficio/").text

    assert 'href="/ufficio/programmi/2027-1/cv-1"' in page and "CV-2" not in page
    assert "Da fare" not in page


def test_no_page_of_who_leads_leads_where_they_may_not_go(world: World) -> None:
    mine = world.edition(code="CV-1", meetings=NEXT_WEEK)
    world.grant(world.staff(Role.FACILITATOR), mine.about)
    leader = world.signed_in(Role.FACILITATOR)

    for tab in ("", "/accoglienza", "/presenze"):
        page = leader.get(f"/ufficio/programmi/2027-1/cv-1{tab}").text
        links = set(re.findall(r'href="(/ufficio/[^"]*)"', page))
        assert links and {leader.get(link).status_code for link in links} == {200}
