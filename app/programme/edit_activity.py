"""Labs and networking days, as the office writes them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import folded
from app.programme.models import Activity, ActivityKind, Edition, Theme
from app.programme.records_of_draft import KINDS, in_words
from app.programme.refusals import ActivityInUse, TitleTaken

FACTS = {
    "title": _l("titolo"),
    "theme": _l("tema"),
    "is_reserved": _l("riservato"),
    "plain_text": _l("in parole semplici"),
    "to_bring": _l("da portare"),
    "children_welcome": _l("bambini benvenuti"),
    "translations": _l("traduzioni"),
}


def add_activity(kind: ActivityKind, title: str, theme: Theme, *, by: str, **facts: Any) -> Activity:
    """A new lab or networking day; ``facts`` are columns by name. Raises TitleTaken."""
    _refuse_taken(kind, title)
    with db.session.no_autoflush:
        activity = KINDS[kind](title=title, title_key=folded(title), theme=theme, **facts)
    db.session.add(activity)
    db.session.flush()
    note(activity.about, "activity.added", by, title=title)
    return activity


def change_activity(activity: Activity, facts: dict[str, Any], *, by: str) -> list[str]:
    """Let the activity say these ``facts``; returns what changed, in sentences. Nobody is told.

    Its pages, calendars and cards change at once, for all its editions. Raises TitleTaken.
    """
    changes = []
    for name, after in facts.items():
        before = getattr(activity, name)
        if before == after or (not before and not after and before is not False and after is not False):
            continue
        if name == "title":
            _refuse_taken(ActivityKind(activity.kind), after, but=activity)
            activity.title_key = folded(after)
        shown = name in ("translations", "plain_text", "to_bring")
        changes.append(
            str(FACTS[name]) if shown else f"{FACTS[name]} {in_words(_plain(before))} → {in_words(_plain(after))}"
        )
        setattr(activity, name, after)
    if changes:
        for edition in activity.editions:
            edition.updated_at = now()  # calendars that people subscribe to show it
        note(activity.about, "activity.changed", by, change="; ".join(changes))
    return changes


def remove_activity(activity: Activity, *, by: str) -> None:
    """Delete an activity of which no edition was ever made. Raises ActivityInUse."""
    if db.session.scalar(select(Edition.id).where(Edition.activity_id == activity.id).limit(1)):
        raise ActivityInUse(title=activity.title)
    note(activity.about, "activity.deleted", by, title=activity.title)
    db.session.delete(activity)


def turning_reserved(activity: Activity) -> list[str]:
    """What changes, in sentences, when an activity that people have already seen becomes reserved."""
    people = sum(edition.people_count for edition in activity.editions)
    sentences = [
        _("Da adesso oggetto delle mail, calendari e biglietti dicono «Incontro della Bussola del lavoro»."),
        _("Le mail e gli inviti già partiti restano come sono, nelle caselle di chi li ha ricevuti."),
        _("La pagina pubblica resta nel programma, con il suo titolo: è da lì che le persone la trovano."),
    ]
    if people:
        sentences.insert(
            2, _("%(people)s persone hanno già un posto o aspettano: il prossimo messaggio sarà neutro.", people=people)
        )
    return sentences


def _refuse_taken(kind: ActivityKind, title: str, but: Activity | None = None) -> None:
    same = select(Activity).where(Activity.kind == kind, Activity.title_key == folded(title))
    other = db.session.scalars(same).one_or_none()
    if other is not None and other is not but:
        raise TitleTaken()


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, Theme) else value
