"""A draft half-year becomes the half-year: what is new is added, what differs is changed, and its people are told."""

import secrets
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.programme.change import Change, ChangeKind
from app.programme.draft import DraftEdition, DraftProgramme
from app.programme.models import Activity, Edition, Meeting, Programme, ProgrammeStatus
from app.programme.records_of_draft import Records, remove_unused, said, same_on_a_line
from app.programme.refusals import ProgrammeArchived
from app.programme.states import State, left_alone
from app.programme.take_facts import agenda_of, take_facts
from app.registration import apply_changes, told, waiting_list
from app.registration.call_off import cancel_edition
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import EditionHasPeople, ImportRefused
from app.registration.tell import tell
from app.registration.told import Told
from app.staff import accounts

KEY_BYTES = 32


@dataclass
class Imported:
    """What an import did; ``told`` is how many people are sent a message of it."""

    programme: Programme
    editions_count: int
    meetings_count: int
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: int = 0


def import_programme(draft: DraftProgramme, *, by: str) -> Imported:
    """Make the half-year what ``draft`` says, in the transaction at hand; importing twice is importing once.

    Editions are known by their codes; those with people are never deleted. Every edition is locked first, in the order
    of their ids. Raises ImportRefused with a sentence for every reason, and ProgrammeArchived.
    """
    programme, changes = _programme(draft)
    done = Imported(programme, len(draft.editions), draft.meetings_count, warnings=list(draft.warnings))
    ids = db.session.scalars(select(Edition.id).where(Edition.programme_id == programme.id).order_by(Edition.id)).all()
    editions = {edition.slug: edition for edition in map(Edition.locked, ids)}
    before = {edition.id: told.state_of(edition) for edition in editions.values()}
    activities: set[Activity] = {edition.activity for edition in editions.values()}
    records, reasons = Records(), []
    with db.session.no_autoflush:
        records.take_venues(draft.venues.values())
        for wanted in draft.editions:
            if wanted.slug not in editions:
                _add(programme, wanted, records, done)
    db.session.flush()
    for wanted in draft.editions:
        if edition := editions.pop(wanted.slug, None):
            try:
                _change(edition, wanted, records, before[edition.id], done, by)
            except Refused as refusal:
                reasons.append(str(refusal))
    for edition in editions.values():
        try:
            _take_away(edition, done, by)
        except Refused as refusal:
            reasons.append(str(refusal))
    if reasons:
        raise ImportRefused(reasons="\n".join(reasons))
    done.changes[:] = list(dict.fromkeys([*changes, *records.changes, *done.changes]))
    db.session.flush()
    remove_unused(activities)
    if done.changes:
        programme.updated_at = now()
        note(f"programme/{programme.slug}", "programme.imported", by, summary=counts(done))
    db.session.flush()
    return done


def counts(done: Imported) -> str:
    """«24 edizioni, 34 incontri»."""
    return counts_of(done.editions_count, done.meetings_count)


def counts_of(editions: int, meetings: int) -> str:
    """The same, of so many."""
    editions_said = ngettext("%(num)d edizione", "%(num)d edizioni", editions)
    return f"{editions_said}, " + ngettext("%(num)d incontro", "%(num)d incontri", meetings)


def _programme(draft: DraftProgramme) -> tuple[Programme, list[Change]]:
    half = draft.half_year
    programme = db.session.scalars(select(Programme).where(Programme.slug == half.slug).with_for_update()).one_or_none()
    if programme is None:
        programme = Programme(
            slug=half.slug, title=draft.title, first_on=half.first_on, last_on=half.last_on, updated_at=now()
        )
        db.session.add(programme)
        db.session.flush()
        new = _("nuovo programma, in bozza: «%(title)s»", title=draft.title)
        return programme, [Change(half.slug, new, ChangeKind.PROGRAMME)]
    if programme.status == ProgrammeStatus.ARCHIVED:
        raise ProgrammeArchived(slug=programme.slug)
    if same_on_a_line(programme.title, draft.title):
        return programme, []
    change = said(programme.slug, _("titolo"), programme.title, draft.title).of(ChangeKind.PROGRAMME)
    programme.title = draft.title
    return programme, [change]


def _add(programme: Programme, wanted: DraftEdition, records: Records, done: Imported) -> None:
    if State.CANCELLED in wanted.states:
        done.warnings.append(
            _("%(code)s nel foglio è annullata, e nel programma non c'è: non la aggiungo.", code=wanted.code)
        )
        return
    if State.POSTPONED in wanted.states and wanted.meetings:
        done.warnings.append(
            _("%(code)s nel foglio è rinviata: la aggiungo nelle date che il foglio dice.", code=wanted.code)
        )
    edition = Edition(
        programme=programme,
        activity=records.activity(wanted),
        code=wanted.code,
        slug=wanted.slug,
        seats=wanted.seats,
        ticket_key=secrets.token_bytes(KEY_BYTES),
        updated_at=now(),
        is_draft=programme.is_public and State.DRAFT in wanted.states,
        funding=records.funding(wanted.funding),
        partners=records.partners_named(wanted.partners or []),
        facilitators=records.facilitators_named(wanted.facilitators or []),
        **wanted.facts,
    )
    edition.meetings = [
        Meeting(starts_at=plan.starts_at, ends_at=plan.ends_at, venue=plan.venue, room=plan.room)
        for plan in _plans(wanted, records)
    ]
    edition.agenda = agenda_of(wanted)
    db.session.add(edition)
    meetings = ngettext("%(num)d incontro", "%(num)d incontri", len(wanted.meetings))
    new = _("nuova edizione, «%(title)s», %(meetings)s", title=wanted.title, meetings=meetings)
    done.changes.append(Change(wanted.code, new, ChangeKind.ADDED))


def _plans(wanted: DraftEdition, records: Records) -> list[PlannedMeeting]:
    return [
        PlannedMeeting(
            meeting.starts_at,
            meeting.ends_at,
            records.venues[meeting.venue],
            records.rooms[meeting.venue, meeting.room] if meeting.room else None,
        )
        for meeting in wanted.meetings
    ]


def _change(edition: Edition, wanted: DraftEdition, records: Records, before: Told, done: Imported, by: str) -> None:
    if edition.is_cancelled:
        if State.CANCELLED not in wanted.states:
            done.warnings.append(
                _("%(code)s è stata annullata e resta annullata: la sua riga non conta.", code=edition.code)
            )
        return
    if warning := left_alone(edition, wanted.states):
        done.warnings.append(warning)
    link = edition.online_url
    changes = take_facts(edition, wanted, records, by=by)
    moves = apply_changes.rearrange(edition, _plans(wanted, records))
    if not moves and told.is_elsewhere(before, told.state_of(edition)):
        moves = [_("la sede ha cambiato nome, indirizzo o accesso")]
    only_the_link = not moves and edition.is_online and edition.online_url != link
    if only_the_link:
        moves = [str(apply_changes.LINK_CHANGED)]
    if moves:
        people = tell(edition, before, moves, by=by, confirmed_only=only_the_link)
        changes += [Change(edition.code, move) for move in moves]
        if people:
            done.told += people
            heard = ngettext("avvisata %(num)d persona", "avvisate %(num)d persone", people)
            changes.append(Change(edition.code, heard, ChangeKind.TOLD))
        if not only_the_link:
            waiting_list.fill_free_seats(edition, by="sistema")
    if edition.seats != wanted.seats:
        change = said(edition.code, _("posti"), edition.seats, wanted.seats)
        promoted = apply_changes.resize(edition, wanted.seats, by=by)
        if promoted:
            done.told += 0 if moves and not only_the_link else len(promoted)  # who waits has been told of the move
            change = change.and_also(
                ngettext(
                    "(%(num)d persona passa dalla lista d'attesa)",
                    "(%(num)d persone passano dalla lista d'attesa)",
                    len(promoted),
                )
            )
        changes.append(change)
        if edition.seats < edition.confirmed_count:
            done.warnings.append(_more_than_fit(edition))
    if changes:
        edition.updated_at = now()
    done.changes += changes


def _more_than_fit(edition: Edition) -> str:
    return _(
        "%(code)s: %(people)s persone hanno il posto, e i posti sono %(seats)s. Nessuno lo perde; nessuno viene "
        "chiamato dalla lista d'attesa finché non sono di nuovo meno dei posti.",
        code=edition.code,
        people=edition.confirmed_count,
        seats=edition.seats,
    )


def _take_away(edition: Edition, done: Imported, by: str) -> None:
    """An edition whose rows have vanished: gone, if nothing hangs on it; called off, if only its history does."""
    if people := edition.people_count:
        raise EditionHasPeople(code=edition.code, people=people)
    code = edition.code
    try:
        with db.session.begin_nested():
            note(edition.about, "edition.removed", by)
            accounts.withdraw_all(edition.about)
            db.session.delete(edition)
            db.session.flush()
        gone = _("non è più nel foglio e non aveva persone: tolta")
        done.changes.append(Change(code, gone, ChangeKind.REMOVED))
    except IntegrityError:  # past registrations, scans, devices: history that stays
        if edition.has_ended(now()):
            done.warnings.append(_("%(code)s non è più nel foglio, ma è già stata tenuta: resta com'è.", code=code))
        elif not edition.is_cancelled:
            cancel_edition(edition, by=by)
            gone = _("non è più nel foglio e non ha più persone: annullata")
            done.changes.append(Change(code, gone, ChangeKind.REMOVED))
