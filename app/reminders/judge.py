"""Each reminder is judged once, when its hour has come: said, or left unsaid for a reason that is written down."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.attendance.models import Attendance
from app.db import db, transaction
from app.journal.note import note
from app.lib.clock import now
from app.lib.night import is_night
from app.outbox.enqueue import can_reach
from app.programme.models import Edition
from app.registration.models import Coming, Registration, Status
from app.reminders import emails
from app.reminders.due import concerns, due, known_since
from app.reminders.models import Judgement, Kind, Reminder
from app.reminders.occasions import Occasion, occasions_of

NOT_TWICE_IN = timedelta(hours=24)  # the same reminder, when the date was moved by a little


def judge_due(keep_on: Callable[[], bool] = lambda: True) -> Counter[Judgement]:
    """Judge every reminder whose hour has come, by day only; how many had which judgement.

    What was missed while nobody was at work is found again: said while it is of use, else written down as too late.
    """
    judged: Counter[Judgement] = Counter()
    if is_night(now()):
        return judged
    for one in due(now()):
        if one.occasion.until <= now():
            judged[Judgement.TOO_LATE] += _too_late(one.occasion, one.registrations)
            continue
        for registration in one.registrations:
            if not keep_on():
                return judged
            if judgement := _judge(one.occasion, registration):
                judged[judgement] += 1
    return judged


def _judge(occasion: Occasion, number: int) -> Judgement | None:
    """Judge one reminder of one person; None when things have changed since it was found due."""
    with transaction():
        registration = _locked(number)
        if registration is None or not _still_concerns(occasion, registration):
            return None
        judgement = _judgement(occasion, registration)
        if not _write_down(occasion, registration.id, judgement):
            return None
        if judgement == Judgement.SAID:
            emails.SAY[occasion.kind](registration, occasion)
    return judgement


def _locked(number: int) -> Registration | None:
    """The registration as it is, held: who gives the place up at this moment waits, and takes back what is promised."""
    row = select(Registration).where(Registration.id == number).with_for_update(of=Registration)
    return db.session.scalars(row, execution_options={"populate_existing": True}).one_or_none()


def _still_concerns(occasion: Occasion, registration: Registration) -> bool:
    if registration.status != Status.CONFIRMED or registration.is_unnamed:
        return False
    if occasion not in occasions_of(registration.edition):
        return False
    return concerns(occasion, known_since([registration])[registration.id])


def _judgement(occasion: Occasion, registration: Registration) -> Judgement:
    if occasion.kind == Kind.WILL_YOU_COME and registration.coming == Coming.YES:
        return Judgement.NEEDLESS
    if occasion.kind == Kind.ABSENT and _came(registration):
        return Judgement.NEEDLESS
    if _said_lately(occasion, registration):
        return Judgement.NEEDLESS
    if not can_reach(occasion.kind, registration.email, registration.phone):
        return Judgement.UNREACHABLE
    return Judgement.SAID


def _came(registration: Registration) -> bool:
    """Whether the closed registers say that they were there at all."""
    present = select(func.sum(Attendance.minutes)).where(Attendance.registration_id == registration.id)
    return bool(db.session.scalar(present))


def _said_lately(occasion: Occasion, registration: Registration) -> bool:
    """Whether the same was said of the same meeting a moment ago, when it was to be at another hour."""
    if occasion.kind == Kind.DAY_BEFORE and len(registration.edition.held_meetings) > 1:
        return False
    said = select(Reminder.id).where(
        Reminder.registration_id == registration.id,
        Reminder.kind == occasion.kind,
        Reminder.judgement == Judgement.SAID,
        Reminder.at > now() - NOT_TWICE_IN,
    )
    return db.session.scalar(said.limit(1)) is not None


def _too_late(occasion: Occasion, registrations: tuple[int, ...]) -> int:
    """Write down that these people were not reminded, and say so once in the edition's history; returns how many."""
    with transaction() as session:
        count = sum(_write_down(occasion, number, Judgement.TOO_LATE) for number in registrations)
        edition = session.get_one(Edition, occasion.edition_id)
        if count:
            note(edition.about, "edition.reminder_too_late", "sistema", reminder=occasion.kind, people=count)
    return count


def _write_down(occasion: Occasion, number: int, judgement: Judgement) -> bool:
    """Whether this worker was the first to judge it."""
    row = Reminder(registration_id=number, kind=occasion.kind, for_at=occasion.for_at, judgement=judgement, at=now())
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True
