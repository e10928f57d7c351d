"""The board of a half-year, and moving a meeting from it."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.programme import catalogue
from app.programme.board import ROWS, arrange
from app.programme.board_filters import BoardFilters, months_of
from app.programme.clash import Slot
from app.programme.clashes import calendar_of, clashes_of
from app.programme.forms.move import MoveForm, facts_of, form_about, form_sent
from app.programme.models import Edition, Meeting, Programme, Room
from app.registration.move_meeting import Proposal, move, propose
from app.web.found import programme_or_404

blueprint = Blueprint("board", __name__, url_prefix="/programmi/<programme>/tabellone")

UNDO = "annulla_spostamento"  # in the session: the meeting that was moved last, and where it was


@blueprint.get("")
def show(programme: str) -> ResponseReturnValue:
    found, filters = programme_or_404(programme), BoardFilters.of(request.args)
    editions = catalogue.editions_of(found)
    clashes = clashes_of(found, editions)
    board = arrange(found, editions, clashes, calendar_of(found), filters, _rooms(editions))
    return render_template(
        "programme/office/board/show.html",
        programme=found,
        board=board,
        filters=filters,
        rows=ROWS,
        months=months_of(found),
        choices=catalogue.Choices.of(editions),
        this_week=next((week for week in board.weeks if week.is_now), None),
        undo=session.pop(UNDO, None),
    )


@blueprint.get("/<int:meeting>")
def new_move(programme: str, meeting: int) -> ResponseReturnValue:
    found = _meeting_or_404(programme, meeting)
    form = form_about(found, request.args)
    is_elsewhere = any(form[name].data != fact for name, fact in facts_of(found).items())
    return _move_page(found, form, propose(found, form.plan(found)) if is_elsewhere else None)


@blueprint.post("/<int:meeting>")
def create_move(programme: str, meeting: int) -> ResponseReturnValue:
    found = _meeting_or_404(programme, meeting)
    form = form_sent(found)
    if not form.validate():
        return _move_page(found, form), 422
    plan = form.plan(found)
    proposal = propose(found, plan)
    if form.only_looks or (proposal.needs_a_look and not form.is_confirmed):
        return _move_page(found, form, proposal)
    undo = {
        "meeting": meeting,
        "code": found.edition.code,
        "words": f"{found.day:%d/%m/%Y}, {Slot(found.edition, found, found).hours}, {found.place}",
        "before": {name: str(fact) for name, fact in facts_of(found).items()},
    }
    try:
        with transaction():
            changes = move(found, plan, by=g.staff.email)
    except Refused as refusal:
        form.day.errors = [str(refusal)]
        return _move_page(found, form), refusal.status
    if changes:
        session[UNDO] = undo
        flash(_("Spostato: %(change)s.", change="; ".join(changes)), "success")
    else:
        flash(_("È già lì: non è cambiato niente."), "info")
    asked: dict[str, Any] = BoardFilters.of(request.args).asked()
    return redirect(url_for(".show", programme=programme, **asked, _anchor=f"m{meeting}"), 303)


def _move_page(meeting: Meeting, form: MoveForm, proposal: Proposal | None = None) -> str:
    return render_template(
        "programme/office/board/move.html",
        programme=meeting.edition.programme,
        edition=meeting.edition,
        meeting=meeting,
        form=form,
        proposal=proposal,
        asked=BoardFilters.of(request.args).asked(),
    )


def _meeting_or_404(programme: str, meeting: int) -> Meeting:
    """The meeting, if it is of this half-year and still to be held."""
    of_half_year = select(Meeting).join(Edition).join(Programme).where(Programme.slug == programme)
    found = db.session.scalars(of_half_year.where(Meeting.id == meeting)).one_or_none()
    is_held = found and not found.edition.is_cancelled and found in found.edition.held_meetings
    return found if found and is_held else abort(404)


def _rooms(editions: list[Edition]) -> list[Room]:
    """The rooms of the venues that the half-year uses, taken or free."""
    used = {meeting.venue_id for edition in editions for meeting in edition.held_meetings}
    rooms = select(Room).where(Room.venue_id.in_(used), Room.is_retired.is_(False))
    return list(db.session.scalars(rooms))
