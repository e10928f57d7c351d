from flask_babel import gettext as _

from app.journal.note import note
from app.lib.clock import now, rome
from app.programme.conflicts import occupations_of, people_in_two_places, rooms_taken_twice
from app.programme.known import known
from app.programme.models import Edition, Programme, ProgrammeStatus
from app.programme.refusals import NotReady, ProgrammeArchived


def publish(programme: Programme, *, by: str) -> None:
    """Show the half-year to everybody, once its checks pass; publishing twice is publishing once.

    Raises NotReady, with a sentence for every reason, and ProgrammeArchived.
    """
    if programme.is_published:
        return
    if programme.status == ProgrammeStatus.ARCHIVED:
        raise ProgrammeArchived(slug=programme.slug)
    if reasons := reasons_against(programme):
        raise NotReady(reasons="\n".join(reasons))
    programme.status = ProgrammeStatus.PUBLISHED
    programme.published_at = programme.updated_at = now()
    note(f"programme/{programme.slug}", "programme.published", by)


def reasons_against(programme: Programme) -> list[str]:
    """Why the half-year cannot be published as it is: sentences that say what to mend."""
    editions = [edition for edition in programme.editions if not edition.is_cancelled]
    if not editions:
        return [_("%(slug)s non ha nessuna edizione: importa prima il foglio.", slug=programme.slug)]
    reasons = [
        _("%(code)s non ha nessun incontro: aggiungilo nel foglio e importalo di nuovo.", code=edition.code)
        for edition in editions
        if not edition.held_meetings
    ]
    reasons += _closed_days(programme, editions)
    occupations = occupations_of(editions)
    for one, other in rooms_taken_twice(occupations):
        reasons.append(
            _(
                "%(code)s e %(other)s sono nella stessa sala il %(day)s alla stessa ora: cambia sala o orario.",
                code=one.edition,
                other=other.edition,
                day=f"{rome(one.starts_at):%d/%m/%Y}",
            )
        )
    for one, other in people_in_two_places(occupations):
        reasons.append(
            _(
                "chi conduce %(code)s il %(day)s conduce anche %(other)s alla stessa ora: cambia uno dei due.",
                code=one.edition,
                other=other.edition,
                day=f"{rome(one.starts_at):%d/%m/%Y}",
            )
        )
    return reasons


def _closed_days(programme: Programme, editions: list[Edition]) -> list[str]:
    calendar = known().calendar(programme.slug)
    return [
        _(
            "%(code)s è il %(day)s, che è festa o chiusura (%(why)s): scegli un altro giorno.",
            code=edition.code,
            day=f"{meeting.day:%d/%m/%Y}",
            why=why,
        )
        for edition in editions
        for meeting in edition.held_meetings
        if (why := calendar.closed_for(meeting.day, meeting.venue.municipality))
    ]
