"""The history, in the office."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.journal.models import Entry
from app.journal.words import SENTENCES
from app.people.models import Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration
from app.reports import history
from app.web.paging import page_of
from app.web.permissions import may
from app.web.words import actor, journal_kind

blueprint = Blueprint("journal", __name__, url_prefix="/cronologia")

KINDS = sorted({what.split(".")[0] for what in SENTENCES})
LISTS = {  # what has no page of its own, or may be gone: where its list is
    "activity": (_l("Laboratori"), "office.activities.index"),
    "organisation": (_l("Enti"), "office.organisations.index"),
    "text": (_l("Testi pronti"), "office.templates.index"),
    "venue": (_l("Sedi"), "office.venues.index"),
    "room": (_l("Sedi"), "office.venues.index"),
    "facilitator": (_l("Chi conduce"), "office.facilitators.index"),
    "partner": (_l("Partner"), "office.partners.index"),
    "funding": (_l("Finanziamenti"), "office.fundings.index"),
    "theme": (_l("Temi"), "office.themes.index"),
    "patron": (_l("Feste patronali"), "office.patrons.index"),
    "language": (_l("Lingue"), "office.languages.index"),
    "notice": (_l("Informative privacy"), "office.notices.index"),
    "invitation": (_l("Enti"), "office.organisations.index"),
    "staff": (_l("Personale"), "office.staff.index"),
}
Thing = tuple[str, str | None, str]  # what it is in words, where it is, and a note beside it


@blueprint.get("/")
def index() -> ResponseReturnValue:
    asked = _asked()
    page = page_of(history.lines(asked))
    half_years = db.session.scalars(select(Programme.slug).order_by(Programme.first_on.desc()))
    return render_template(
        "journal/office/index.html",
        page=page,
        asked=asked,
        nothing_asked=history.Asked(),
        about=_things(page.items),
        kinds=[("", _("Tutto")), *((kind, journal_kind(kind)) for kind in KINDS)],
        actors=[("", _("Tutti")), *((by, _actor(by)) for by in history.actors())],
        half_years=[("", _("Tutti")), *((slug, slug) for slug in half_years)],
        person=db.session.get(Participant, asked.person) if asked.person else None,
    )


def _asked() -> history.Asked:
    """What the address asks; what makes no sense asks nothing."""
    said = {
        name: request.args.get(name, "").strip()[:100] for name in ("cerca", "tipo", "chi", "programma", "edizione")
    }
    number = request.args.get("persona", "")
    return history.Asked(
        words=said["cerca"],
        kind=said["tipo"] if said["tipo"] in KINDS else "",
        by=said["chi"],
        programme=said["programma"],
        edition=said["edizione"],
        person=int(number) if number.isdecimal() and len(number) < 9 else None,
        first_on=_day(request.args.get("dal", "")),
        last_on=_day(request.args.get("al", "")),
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date.min.year < found.year < date.max.year else None


def _actor(by: str) -> str:
    return _("accoglienza, dai telefoni") if by == history.AT_THE_DOOR else actor(by)


def _things(entries: list[Entry]) -> dict[str, Thing]:
    """What each entry is about, by its name in the history."""
    editions, registrations = history.editions_about(entries), history.registrations_about(entries)
    people = history.people_about(entries)
    found: dict[str, Thing] = {}
    for about in {entry.about for entry in entries}:
        kind, _slash, name = about.partition("/")
        if about in editions:
            found[about] = _edition(editions[about])
        elif about in registrations:
            found[about] = _registration(registrations[about])
        elif about in people:
            found[about] = _person(people[about])
        elif kind == "programme":
            found[about] = name, _url("office.programme.show", programme=name), ""
        elif kind in LISTS:
            label, endpoint = LISTS[kind]
            found[about] = str(label), _url(endpoint), "" if name.isdecimal() else name
        else:
            found[about] = name or journal_kind(about), None, ""
    return found


def _edition(edition: Edition) -> Thing:
    where = {"programme": edition.programme.slug, "edition": edition.slug}
    return f"{edition.code} · {edition.title}", _url("office.editions.show", **where), where["programme"]


def _registration(registration: Registration) -> Thing:
    edition, page = registration.edition, _url("office.registration.show", registration=registration.id)
    return registration.participant.name, page, f"{edition.code}, {edition.programme.slug}"


def _person(person: Participant) -> Thing:
    return person.name, None if person.forgotten_at else _url("office.people.show", person=person.id), ""


def _url(endpoint: str, **where: Any) -> str | None:
    return url_for(endpoint, **where) if may(endpoint) else None
