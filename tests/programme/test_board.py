"""The board: how meetings are arranged, and what its page shows."""

from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.db import db, transaction
from app.programme import catalogue
from app.programme.board import Board, arrange
from app.programme.board_filters import BoardFilters
from app.programme.clashes import calendar_of, clashes_of
from app.programme.closed_days import closed_days
from app.programme.models import Closure, Facilitator, Meeting, Programme, Room
from tests.programme.big_half_year import EDITIONS, MEETINGS, grow, make
from tests.world import World

BOARD = "/ufficio/programmi/2027-1/tabellone"
MORNING = (date(2027, 1, 14), time(9, 30), time(12, 30))
AFTERNOON = (date(2027, 1, 14), time(14, 30), time(17, 30))
NEXT_WEEK = (date(2027, 1, 21), time(9, 30), time(12, 30))
HEAVIEST = 150_000  # bytes of HTML


def board(**asked: str) -> Board:
    db.session.expire_all()
    programme = db.session.scalars(select(Programme)).one()
    editions, rooms = catalogue.editions_of(programme), list(db.session.scalars(select(Room)))
    clashes = clashes_of(programme, editions)
    return arrange(programme, editions, clashes, calendar_of(programme), BoardFilters.of(asked), rooms)


def codes(board: Board) -> list[str]:
    return [card.edition.code for week in board.weeks for card in week.cards]


def test_weeks_run_from_the_first_monday_to_the_last_day(world: World) -> None:
    world.edition(code="CV-1")

    weeks = board().weeks

    assert [weeks[0].monday, weeks[-1].monday] == [date(2026, 12, 28), date(2027, 6, 28)] and len(weeks) == 27
    assert [week.label for week in weeks[:2]] == ["28 dic – 3 gen", "4 gen – 10 gen"]
    assert weeks[0].closed == ["ven 1: Capodanno"] and weeks[1].closed == ["mer 6: Epifania"]
    assert [week.monday for week in weeks if week.is_now] == [date(2027, 1, 11)]


def test_cards_are_in_the_order_of_time_and_never_one_over_another(world: World) -> None:
    world.edition(code="CV-2", meetings=[AFTERNOON])
    world.edition(code="CV-1", meetings=[MORNING, NEXT_WEEK])
    world.edition(
        code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[(date(2027, 1, 13), time(9), time(12))]
    )

    found = board(righe="temi")

    assert codes(found) == ["COL-1", "CV-1", "CV-2", "CV-1"]
    assert [(row.key.name, row.line, row.span) for row in found.rows] == [
        ("Colloquio", 3, 1),
        ("Curriculum e candidature", 4, 2),
    ]
    assert [[card.line for card in week.cards] for week in found.weeks if week.cards] == [[3, 4, 5], [4]]


def test_a_free_room_of_a_venue_in_use_has_a_row(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.add(Room(venue_id=edition.meetings[0].venue_id, name="Aula piccola", name_key="aula piccola"))

    assert [(row.key.detail, row.key.place) for row in board().rows] == [
        ("Aula piccola", "1-2"),
        ("Sala incontri", "1-1"),
    ]
    assert [row.key.detail for row in board(tema="curriculum-e-candidature").rows] == ["Sala incontri"]


def test_two_who_lead_have_a_row_each_and_one_card_is_the_meeting(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.merge(edition).facilitators = [Facilitator(name=name, name_key=name) for name in ("Ada", "Grace")]

    found = board(righe="conduce")

    assert [row.key.name for row in found.rows] == ["Ada", "Grace"]
    assert [card.again for week in found.weeks for card in week.cards] == [False, True]


def test_what_is_asked_for_is_what_is_shown(world: World) -> None:
    world.edition(code="CV-1", meetings=[MORNING])
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[MORNING])
    world.edition(code="CON-1", title="Contratti", theme="Diritti", meetings=[(date(2027, 2, 2), time(9), time(12))])

    assert codes(board(tema="diritti")) == ["CON-1"]
    assert codes(board(comune="Imola")) == []
    assert codes(board(scontri="errori")) == ["COL-1", "CV-1"]
    february = board(mese="2027-02")
    assert codes(february) == ["CON-1"] and february.fits_paper
    assert [week.monday.day for week in february.weeks] == [1, 8, 15, 22] and not february.clashes


def test_every_card_says_what_where_and_why_it_clashes(world: World) -> None:
    world.edition(code="CV-1", seats=16)
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio")

    page = world.signed_in().get(BOARD).text

    assert 'id="m1"' in page and '<a href="cv-1">CV-1</a>' in page and '<a href="tabellone/1">Sposta CV-1</a>' in page
    assert "gio 14/01, 9:30–12:30" in page and "0/16 posti" in page and "Sala incontri, Sportello Lavoro" in page
    assert page.count("sono nella stessa sala il 14/01/2027") == 2  # above the board, and on the card
    assert "1 errore da correggere" in page and "vedi C" in page


def test_what_is_off_or_not_yet_shown_says_so(world: World) -> None:
    for code, fact in (("CV-1", "cancelled_at"), ("CV-2", "postponed_at"), ("CV-3", "is_draft")):
        edition = world.edition(code=code, title=code, theme=code)
        with transaction() as session:
            setattr(session.merge(edition), fact, edition.updated_at if fact.endswith("_at") else True)

    page = world.signed_in().get(BOARD).text

    assert all(f"<em>{word}</em>" in page for word in ("Annullato", "Rinviato", "Bozza"))
    assert "Sposta CV-3" in page and "Sposta CV-1" not in page and "Sposta CV-2" not in page


def test_an_edition_without_meetings_is_below_the_errors(world: World) -> None:
    world.edition(code="CV-1")
    with transaction() as session:
        session.execute(Meeting.__table__.delete())

    page = world.signed_in().get(BOARD).text

    assert "Senza incontri" in page and "CV-1 non ha nessun incontro" in page


def test_an_empty_board_says_what_to_do(world: World) -> None:
    world.programme()
    office = world.signed_in()

    assert "ogni incontro diventa una scheda" in office.get(BOARD).text
    assert "Togli i filtri" in office.get(f"{BOARD}?tema=nessuno").text


def test_the_days_of_a_closure_are_marked(world: World) -> None:
    world.edition(code="CV-1")
    with transaction() as session:
        programme = session.scalars(select(Programme)).one()
        programme.closures.append(Closure(first_on=date(2027, 2, 8), last_on=date(2027, 2, 9), reason="trasloco"))

    page = world.signed_in().get(BOARD).text

    assert "<li>lun 8 – mar 9: chiusura dell&#39;ufficio: trasloco</li>" in page


@pytest.mark.one_database
@pytest.mark.parametrize("rows", ["sedi", "conduce", "temi"])
def test_a_hundred_and_twenty_editions_are_one_light_page(world: World, rows: str) -> None:
    programme = make(editions=10, published=True)
    office = world.signed_in()
    _page, few = asked(office, rows)
    grow(programme, EDITIONS)
    page, many = asked(office, rows)

    assert page.count('<li id="m') == db.session.query(Meeting).count() == MEETINGS
    assert len(page.encode()) < HEAVIEST
    assert few == many


def asked(office: FlaskClient, rows: str) -> tuple[str, int]:
    """The board with these rows, and how many queries it cost."""
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        said.append(statement)

    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        answer = office.get(f"{BOARD}?righe={rows}")
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return answer.text, len(said)


def test_days_closed_for_one_reason_are_said_together(world: World) -> None:
    programme = world.programme()
    with transaction():
        programme.closures.append(Closure(first_on=date(2027, 1, 4), last_on=date(2027, 1, 8), reason="ferie"))

    said = closed_days(date(2027, 1, 4), calendar_of(programme), ["Bologna"])

    assert said == [
        "lun 4 – mar 5: chiusura dell'ufficio: ferie",
        "mer 6: Epifania",
        "gio 7 – ven 8: chiusura dell'ufficio: ferie",
    ]
