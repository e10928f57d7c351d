"""A half-year that has everything a sheet may have to say, in as odd words as the database holds."""

from datetime import date, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import from_rome, now, rome
from app.lib.names import folded
from app.programme.models import (
    AgendaItem,
    Edition,
    Funding,
    NetworkingDay,
    Partner,
    Programme,
    Room,
    Theme,
    Venue,
)
from tests.programme import big_half_year

ODD = (
    '=HYPERLINK("https://example.org","qui")',
    "+39 051; -1",
    "@SOMMA(A1)",
    "«virgolette» “curve” 'apostrofo",
    "_x0041_ e _x000D_",
    "emoji 👩‍💻, 中文, العربية, e\u0301 scomposta",
    "spazi \u00a0 e\ttabulazioni  doppie",
    "00123",
    "1-2",
    "3,14",
    "14/01/2027",
    "VERO",
    "-",
)
NOTES = "Prima riga\nseconda riga\r\n\n  quarta, dopo una vuota\n=1+1"


def make(published: bool = True) -> Programme:
    """120 editions and 300 meetings, the last ones of every unusual kind."""
    programme = big_half_year.make(published=published)
    with transaction() as session:
        programme = session.merge(programme)
        funding, partners = _fundings(), _partners()
        session.add_all([funding, *partners])
        for number, venue in enumerate(session.scalars(select(Venue)).all()):
            _furnish(venue, number)
        for theme in session.scalars(select(Theme)).all()[:2]:
            theme.name += " (nuovo nome)"  # the word in its address stays
        for number, edition in enumerate(programme.editions):
            _dress(edition, number, funding, partners)
        _unusual(programme)
    db.session.expire_all()
    return db.session.get_one(Programme, programme.id)


def _fundings() -> Funding:
    return Funding(name="PN Metro Plus; città medie", code="E31B21000000001")


def _partners() -> list[Partner]:
    names = ["Oasi Formazione", 'Coop "La Strada"; Imola', '"Tra virgolette"', "Agenzia, S.p.A."]
    return [Partner(name=name, name_key=folded(name)) for name in names]


def _furnish(venue: Venue, number: int) -> None:
    venue.has_lift = (None, True, False)[number % 3]
    venue.is_step_free = (True, None, False)[number % 3]
    venue.directions = None if number % 2 else f"Autobus {number}\nfermata «San Donato»"
    venue.latitude, venue.longitude = 44.49461234567891 + number / 7, 11.3426 - number / 3
    venue.rooms[0].equipment = f"= {number} computer\nproiettore"
    venue.rooms[0].fire_limit = None


def _dress(edition: Edition, number: int, funding: Funding, partners: list[Partner]) -> None:
    odd = ODD[number % len(ODD)]
    edition.summary, edition.audience = odd, None if number % 5 == 0 else f"{odd} — {number}"
    edition.notes = NOTES if number % 4 == 0 else odd if number % 4 == 1 else None
    edition.minimum_people = (None, 0, 5)[number % 3]
    edition.sign_up_opens_on = date(2026, 12, 1) if number % 2 else None
    edition.sign_up_closes_on = date(2027, 1, 5) if number % 3 else None
    edition.funding = funding if number % 6 == 0 else None
    edition.partners = partners[: number % 5]
    edition.online_url = "https://example.org/stanza?a=1&b=-2" if number % 10 == 0 else None


def _unusual(programme: Programme) -> None:
    """Called off, put off, drafts, without dates, online, a networking day with its agenda, a meeting called off."""
    *_others, cancelled, postponed, draft, dateless, online, networking, shorter = programme.editions
    cancelled.cancelled_at = postponed.postponed_at = now()
    draft.is_draft = dateless.is_draft = True
    dateless.meetings = []
    room = Venue(name="Zoom dell'ufficio", name_key=folded("Zoom dell'ufficio"), is_online=True)
    retired = Venue(name="Vecchia sede", name_key="vecchia sede", is_retired=True, municipality="Imola")
    retired.rooms = [Room(name="12", name_key="12", seats=30, fire_limit=40)]
    for meeting in online.meetings:
        meeting.venue, meeting.room = room, None
    postponed.meetings[0].venue, postponed.meetings[0].room = retired, retired.rooms[0]
    shorter.meetings[0].cancelled_at = now()
    networking.activity = NetworkingDay(
        title="Giornata di networking", title_key=folded("Giornata di networking"), theme=networking.activity.theme
    )
    networking.activity.is_reserved = True
    morning = networking.meetings[0]
    week_before = from_rome(morning.day - timedelta(days=7), rome(morning.starts_at).time())  # it was moved since
    hour = timedelta(hours=1)
    networking.agenda = [
        AgendaItem(starts_at=week_before, ends_at=week_before + hour, title=ODD[0], speakers=None),
        AgendaItem(starts_at=week_before + hour, ends_at=week_before + 2 * hour, title="Saluti", speakers="Uno; due"),
    ]
