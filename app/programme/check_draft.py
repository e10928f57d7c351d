"""What can be wrong with a half-year as a whole, once its rows are read.

What was so before the sheet is no fault of the sheet: it is warned of, and a half-year with clashes can be taken out,
edited and brought back.
"""

from datetime import date

from flask_babel import gettext as _

from app.lib.clock import end_of_day, rome
from app.lib.names import folded
from app.lib.sheets import Sheet
from app.programme.before_the_sheet import BeforeTheSheet
from app.programme.conflicts import Calendar, Occupation, people_in_two_places, rooms_taken_twice
from app.programme.draft import DraftEdition, DraftMeeting, DraftVenue
from app.programme.half_year import HalfYear
from app.programme.known import Known


def check_days(
    sheet: Sheet,
    editions: list[DraftEdition],
    half_year: HalfYear,
    venues: dict[str, DraftVenue],
    known: Known,
) -> None:
    """Blame the meetings outside the half-year and on closed days."""
    calendar, before = known.calendar(half_year.slug), BeforeTheSheet(known, half_year)
    first, last = known.first_and_last(half_year)
    meetings = [(edition, meeting) for edition in editions for meeting in before.held(edition)]
    if meetings and not any(first <= _day(meeting) <= last for _edition, meeting in meetings):
        sheet.fault(
            _(
                "nessuna data cade nel semestre %(slug)s. Correggi il titolo del foglio o le date.",
                slug=half_year.slug,
            )
        )
        return
    for edition, meeting in meetings:
        say = sheet.warn if before.has_meeting(edition, meeting) else sheet.fault
        if not first <= _day(meeting) <= last:
            say(
                _(
                    "il %(day)s è fuori dal semestre %(slug)s (dal %(first)s al %(last)s). Correggi la data.",
                    day=f"{_day(meeting):%d/%m/%Y}",
                    slug=half_year.slug,
                    first=f"{first:%d/%m/%Y}",
                    last=f"{last:%d/%m/%Y}",
                ),
                meeting.row,
                "day",
            )
        elif why := _closed(calendar, meeting, venues, known):
            say(
                _(
                    "il %(day)s è festa o chiusura (%(why)s). Scegli un altro giorno.",
                    day=f"{_day(meeting):%d/%m/%Y}",
                    why=why,
                ),
                meeting.row,
                "day",
            )


def _day(meeting: DraftMeeting) -> date:
    return rome(meeting.starts_at).date()


def _closed(calendar: Calendar, meeting: DraftMeeting, venues: dict[str, DraftVenue], known: Known) -> str | None:
    municipality = venues[meeting.venue].municipality or known.municipalities.get(meeting.venue)
    return calendar.closed_for(_day(meeting), municipality)


def check_places(
    sheet: Sheet, editions: list[DraftEdition], venues: dict[str, DraftVenue], known: Known, before: BeforeTheSheet
) -> None:
    """Blame rooms taken twice and persons in two places."""
    unsaid = {key for key, venue in venues.items() if venue.is_online is None}
    online = {key for key, venue in venues.items() if venue.is_online} | (unsaid & known.online)
    held = [(edition, meeting) for edition in editions for meeting in before.held(edition)]
    as_before = {meeting.row for edition, meeting in held if before.has_meeting(edition, meeting)}

    def say(one: Occupation, other: Occupation, what: str, field: str) -> None:
        (sheet.warn if {one.row, other.row} <= as_before else sheet.fault)(what, one.row, field)

    occupations = sorted(
        (
            Occupation(
                edition=edition.slug,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                room=(meeting.venue, meeting.room) if meeting.room and meeting.venue not in online else None,
                people=frozenset(folded(name) for name in edition.facilitators or []) & known.persons,
                row=meeting.row,
            )
            for edition, meeting in held
        ),
        key=lambda one: one.row,
    )
    codes = {edition.slug: edition.code for edition in editions}
    for one, other in rooms_taken_twice(occupations):
        say(
            one,
            other,
            _(
                "la sala è già di %(code)s (riga %(row)s), il %(day)s dalle %(starts)s alle %(ends)s, mentre %(here)s "
                "è dalle %(here_starts)s alle %(here_ends)s. Cambia la sala, il giorno o l'orario.",
                row=other.row,
                here=codes[one.edition],
                **_when(other, codes),
                here_starts=f"{rome(one.starts_at):%-H:%M}",
                here_ends=f"{rome(one.ends_at):%-H:%M}",
            ),
            "room",
        )
    for one, other in people_in_two_places(occupations):
        say(
            one,
            other,
            _(
                "chi conduce %(here)s conduce anche %(code)s (riga %(row)s), il %(day)s dalle %(starts)s alle "
                "%(ends)s. Cambia chi conduce, il giorno o l'orario.",
                row=other.row,
                here=codes[one.edition],
                **_when(other, codes),
            ),
            "facilitators",
        )


def _when(occupation: Occupation, codes: dict[str, str]) -> dict[str, str]:
    return {
        "code": codes[occupation.edition],
        "day": f"{rome(occupation.starts_at):%d/%m/%Y}",
        "starts": f"{rome(occupation.starts_at):%-H:%M}",
        "ends": f"{rome(occupation.ends_at):%-H:%M}",
    }


def check_seats(
    sheet: Sheet, editions: list[DraftEdition], venues: dict[str, DraftVenue], known: Known, before: BeforeTheSheet
) -> None:
    """Blame more seats than the fire limit of a room; warn of more seats than it has chairs."""
    for edition in editions:
        for venue, room in dict.fromkeys((meeting.venue, meeting.room) for meeting in before.held(edition)):
            if room is None:
                continue
            written, kept = venues[venue].rooms[room], known.rooms.get((venue, room))
            limit = written.fire_limit or (kept.fire_limit if kept else None)
            chairs = written.seats or (kept.seats if kept else None)
            facts = {"seats": edition.seats, "room": written.name, "code": edition.code}
            if limit and edition.seats > limit:
                as_before = before.has_seats(edition) and kept and kept.fire_limit == limit
                (sheet.warn if as_before else sheet.fault)(
                    _(
                        "%(code)s ha %(seats)s posti, ma la capienza di «%(room)s» è %(limit)s. Riduci i posti o "
                        "cambia sala.",
                        limit=limit,
                        **facts,
                    ),
                    edition.row,
                    "seats",
                )
            elif chairs and edition.seats > chairs:
                sheet.warn(
                    _("%(code)s ha %(seats)s posti, ma in «%(room)s» ce ne sono %(chairs)s.", chairs=chairs, **facts),
                    edition.row,
                    "seats",
                )


def check_windows(sheet: Sheet, editions: list[DraftEdition], before: BeforeTheSheet) -> None:
    """Warn of sign-up that ends after the lab has begun, or opens only then."""
    for edition in editions:
        opens, closes = edition.facts.get("sign_up_opens_on"), edition.facts.get("sign_up_closes_on")
        if not (held := before.held(edition)):
            continue
        begins = held[0].starts_at
        if opens and opens > rome(begins).date():  # type: ignore[operator]
            sheet.warn(
                _("le iscrizioni a %(code)s aprono dopo il primo incontro.", code=edition.code),
                edition.row,
                "sign_up_opens_on",
            )
        elif closes and end_of_day(closes) > begins:  # type: ignore[arg-type]
            sheet.warn(
                _(
                    "le iscrizioni a %(code)s chiudono dopo l'inizio del primo incontro: varrà fino all'inizio.",
                    code=edition.code,
                ),
                edition.row,
                "sign_up_closes_on",
            )


def check_labs(sheet: Sheet, editions: list[DraftEdition]) -> None:
    """Editions of one lab share its theme and whether it is reserved: when they differ, say what is taken."""
    first: dict[tuple[str, str], DraftEdition] = {}
    for edition in editions:
        lab = first.setdefault((edition.kind, folded(edition.title)), edition)
        if folded(lab.theme) != folded(edition.theme):
            sheet.warn(
                _(
                    "«%(title)s» ha il tema «%(theme)s» alla riga %(row)s: tengo quello.",
                    title=edition.title,
                    theme=lab.theme,
                    row=lab.row,
                ),
                edition.row,
                "theme",
            )
        if bool(lab.is_reserved) != bool(edition.is_reserved):
            lab.is_reserved = edition.is_reserved = True
            sheet.warn(
                _("«%(title)s» è riservato in un'altra riga: lo tengo riservato dappertutto.", title=edition.title),
                edition.row,
                "is_reserved",
            )
    for edition in editions:
        lab = first[edition.kind, folded(edition.title)]
        edition.theme, edition.is_reserved = lab.theme, lab.is_reserved
