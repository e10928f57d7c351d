"""An edition as its form shows it, and what was typed there as the verbs take it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import request
from sqlalchemy import select

from app.db import db
from app.errors import Refused
from app.lib.clock import from_rome, rome
from app.programme.edit_activity import add_activity
from app.programme.edit_edition import AgendaLine
from app.programme.forms import choices
from app.programme.forms.edition import TRANSLATED, EditionForm
from app.programme.forms.fields import translations_shown, translations_typed, with_translations
from app.programme.models import Activity, ActivityKind, Edition, Facilitator, Funding, Meeting, Partner, Theme
from app.programme.refusals import CodeIsPublic, CodeJustTaken, CodeTaken, TitleTaken
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import MeetingHasPeople, MovedIntoThePast, OverFireLimit

PLAIN = ("code", "summary", "audience", "seats", "minimum_people", "sign_up_opens_on", "sign_up_closes_on")
PLAIN_TOO = ("most_delegates", "online_url", "notes")
BLAMED: dict[str, tuple[type[Refused], ...]] = {
    "seats": (OverFireLimit,),
    "code": (CodeTaken, CodeJustTaken, CodeIsPublic),
    "new_title": (TitleTaken,),
    "meetings": (MovedIntoThePast, MeetingHasPeople),
}
LISTS = ("partners", "facilitators", "meetings", "agenda")


def form_of(shown: dict[str, Any]) -> EditionForm:
    """The form, with what was sent over what is ``shown``: what was not sent stays as it is."""
    form: EditionForm = with_translations(EditionForm, TRANSLATED)(data=shown)  # type: ignore[assignment]
    if request.method == "POST" and "whole" not in request.form:
        for name in LISTS:
            if name in ("partners", "facilitators"):
                form[name].data = shown.get(name, [])
            else:
                for row in shown.get(name, []):
                    form[name].append_entry(row)
        form.offer()
    return form


def shown(edition: Edition) -> dict[str, Any]:
    """All that the form shows of ``edition``."""
    return {
        **{name: getattr(edition, name) for name in (*PLAIN, *PLAIN_TOO)},
        "activity": str(edition.activity_id),
        "partners": [one.id for one in edition.partners],
        "facilitators": [one.id for one in edition.facilitators],
        "funding": str(edition.funding_id or ""),
        "meetings": [meeting_row(meeting) for meeting in edition.meetings if meeting.cancelled_at is None],
        "agenda": [
            {
                "starts": rome(item.starts_at).time(),
                "ends": rome(item.ends_at).time(),
                "title": item.title,
                "speakers": item.speakers,
            }
            for item in edition.agenda
        ],
        **translations_shown(TRANSLATED, edition.translations),
    }


def copied(edition: Edition, code: str) -> dict[str, Any]:
    """What a new date of the same lab begins with: all but its days, and its people."""
    begun = shown(edition) | {"code": code, "sign_up_opens_on": None, "sign_up_closes_on": None, "notes": None}
    rows = begun["meetings"] or [{}]
    return begun | {"meetings": [row | {"day": None, "meeting_id": ""} for row in rows]}


def meeting_row(meeting: Meeting) -> dict[str, Any]:
    starts, ends = rome(meeting.starts_at), rome(meeting.ends_at)
    place = choices.place_value(meeting.venue, meeting.room)
    row = {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "place": place}
    return row | {"meeting_id": str(meeting.id)}


def facts_typed(form: EditionForm, edition: Edition | None, *, by: str) -> dict[str, Any]:
    """What ``change_facts`` takes; makes the new activity, if one was typed, so it is called in the transaction."""
    return {
        "activity": _activity(form, by=by),
        "summary": form.summary.data or None,
        "audience": form.audience.data or None,
        "minimum_people": form.minimum_people.data,
        "sign_up_opens_on": form.sign_up_opens_on.data,
        "sign_up_closes_on": form.sign_up_closes_on.data,
        "partners": _records(Partner, form.partners.data),
        "facilitators": _records(Facilitator, form.facilitators.data),
        "funding": db.session.get(Funding, int(form.funding.data)) if form.funding.data else None,
        "translations": translations_typed(form, TRANSLATED, edition.translations if edition else {}),
    }


def _activity(form: EditionForm, *, by: str) -> Activity:
    if form.activity.data:
        return db.session.get_one(Activity, int(form.activity.data))
    theme = db.session.get_one(Theme, int(form.new_theme.data))
    return add_activity(ActivityKind(form.new_kind.data), form.new_title.data or "", theme, by=by)


def _records(kind: Any, ids: Iterable[int] | None) -> list[Any]:
    return list(db.session.scalars(select(kind).where(kind.id.in_(ids or [])).order_by(kind.name)))


def meetings_typed(form: EditionForm) -> list[PlannedMeeting]:
    """The rows of meetings, as ``move_meetings`` takes them."""
    rows: list[Any] = [entry.form for entry in form.meetings]
    return [
        PlannedMeeting(
            from_rome(row.day.data, row.starts.data),
            from_rome(row.day.data, row.ends.data),
            *choices.place_of(row.place.data),
            meeting_id=int(row.meeting_id.data) if (row.meeting_id.data or "").isdecimal() else None,
        )
        for row in rows
    ]


def agenda_typed(form: EditionForm) -> tuple[list[AgendaLine], date | None]:
    """The lines of the agenda, and the day it is on: that of the first meeting."""
    rows: list[Any] = [entry.form for entry in form.agenda]
    lines = [(row.starts.data, row.ends.data, row.title.data, row.speakers.data or None) for row in rows]
    days: list[date] = [entry.form.day.data for entry in form.meetings if entry.form.day.data]
    return lines, min(days, default=None)


def blame(form: EditionForm, refusal: Refused) -> None:
    """Say a refusal beside the field that it is about, or at the top of the page."""
    for name, kinds in BLAMED.items():
        if isinstance(refusal, kinds):
            form[name].errors = [str(refusal)]
            return
    form.form_errors.append(str(refusal))


def press_rows(form: EditionForm) -> str | None:
    """Add or take away the row whose button was pressed; returns the list it is in, None when it was no such button."""
    if (name := request.form.get("aggiungi")) in ("meetings", "agenda"):
        rows = form[name]
        if len(rows) < rows.max_entries:
            rows.append_entry(_following(rows))
        form.offer()
        return str(name)
    if removed := request.form.get("togli"):
        name = removed.partition("-")[0]
        if name in ("meetings", "agenda"):
            form[name].entries = [entry for entry in form[name].entries if entry.name != removed]
            return name
    return None


def _following(rows: Any) -> dict[str, Any]:
    """A new row begins like the one before it: same hours, same place."""
    if not rows.entries:
        return {}
    last = rows.entries[-1].form
    if rows.name == "agenda":
        return {"starts": last.ends.data}
    return {"starts": last.starts.data, "ends": last.ends.data, "place": last.place.data}
