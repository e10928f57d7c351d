"""The door, on a volunteer's phone. Every form works without scripts; the page's script asks for the same answers."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from flask import Blueprint, abort, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.checkin import pair, roster, walk_in
from app.checkin.forms import WalkInForm
from app.checkin.models import Device, Means, Scan
from app.checkin.refusals import DoorClosed, SameName, SeatsTaken
from app.checkin.scan import scan, undo
from app.checkin.verdict import verdict
from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now

blueprint = Blueprint("checkin", __name__, url_prefix="/accoglienza")

LONGEST_WAIT = timedelta(hours=12)  # that a phone may have kept a scan before it reached us


@blueprint.before_request
def find_device() -> None:
    g.device = pair.device_of_session(request.cookies.get(pair.COOKIE))


@blueprint.get("/")
def index() -> ResponseReturnValue:
    if g.device is None:
        return render_template("checkin/closed.html")
    return _door_page(g.device, verdict_of=_own_scan(request.args["lettura"]) if "lettura" in request.args else None)


@blueprint.get("/dispositivo/<token>", endpoint="pair")
def show_link(token: str) -> ResponseReturnValue:
    """Opening the link changes nothing: chat programs open links too, to draw a preview."""
    return render_template("checkin/pair.html", device=_openable(token), token=token)


@blueprint.post("/dispositivo/<token>")
def open_door(token: str) -> ResponseReturnValue:
    device = _openable(token)
    with transaction():
        session = pair.open_door(device)
    answer = redirect(url_for("checkin.index"), 303)
    answer.set_cookie(
        pair.COOKIE,
        session,
        max_age=int((device.expires_at - now()).total_seconds()),
        path=url_for("checkin.index", lang=None),
        secure=current_app.config["IS_PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return answer


@blueprint.post("/letture")
def create_scan() -> ResponseReturnValue:
    device = _device()
    read, means = request.form.get("read", ""), request.form.get("means", Means.CODE)
    if means not in {Means.CAMERA, Means.CODE, Means.NAME}:
        abort(400)
    with transaction():
        kept = scan(device, _scan_id(read), read, means, _scanned_at())
    return _answer(kept)


@blueprint.post("/letture/<uuid:scan_id>/annullamento")
def create_undo(scan_id: UUID) -> ResponseReturnValue:
    device, kept = _device(), _own_scan(str(scan_id))
    with transaction():
        undo(device, kept)
    return _answer(kept)


@blueprint.post("/letture/<uuid:scan_id>/ammissione")
def create_admission(scan_id: UUID) -> ResponseReturnValue:
    """Let in the person whom this scan found waiting."""
    device, found = _device(), _own_scan(str(scan_id))
    registration = found.registration or abort(404)
    with transaction():
        kept = walk_in.admit_waiting(device, _scan_id("ammissione"), registration)
    return _answer(kept)


@blueprint.get("/senza-iscrizione")
def new_walk_in() -> ResponseReturnValue:
    return _walk_in_page(_device(), WalkInForm(formdata=None, scan_id=str(uuid4())))


@blueprint.post("/senza-iscrizione")
def create_walk_in() -> ResponseReturnValue:
    device, form = _device(), WalkInForm()
    if not form.validate():
        return _walk_in_page(device, form), 422
    other_person, over_seats = "other_person" in request.form, "over_seats" in request.form
    try:
        with transaction():
            kept = walk_in.add(
                device, form.scan_id.data or "", form.person(), other_person=other_person, over_seats=over_seats
            )
    except Refused as refusal:
        page = _walk_in_page(
            device,
            form,
            refusal=refusal,
            namesakes=_namesakes(device, form) if isinstance(refusal, SameName) else [],
            is_other_person=other_person,
            seats_are_taken=isinstance(refusal, SeatsTaken),
        )
        return page, refusal.status
    return redirect(url_for("checkin.index", lettura=kept.id), 303)


def _device() -> Device:
    if g.device is None:
        raise DoorClosed()
    return g.device


def _openable(token: str) -> Device:
    device = pair.device_of_link(token) or abort(404)
    if not device.is_open(now()):
        abort(410)
    return device


def _own_scan(scan_id: str) -> Scan:
    """A scan of this device; anybody else's is not there."""
    kept = db.session.get(Scan, str(_uuid(scan_id)))
    if kept is None or kept.device_id != _device().id:
        abort(404)
    return kept


def _scan_id(read: str) -> str:
    """The id born on the phone.

    A form without scripts carries one from its page: what was typed makes it one per reading, so that going back and
    typing another code is another scan, and a double tap is not.
    """
    born = _uuid(request.form.get("scan_id", ""))
    return str(born if _wants_json() else uuid5(born, read))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)


def _scanned_at() -> datetime:
    """When the phone read it: its clock may be wrong, so it says how many milliseconds ago."""
    milliseconds = request.form.get("age", 0, type=int)
    return now() - timedelta(milliseconds=min(max(milliseconds, 0), LONGEST_WAIT // timedelta(milliseconds=1)))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _answer(kept: Scan) -> ResponseReturnValue:
    if not _wants_json():
        return redirect(url_for("checkin.index", lettura=kept.id), 303)
    said = verdict(kept)
    counter = _counter(_device())
    return jsonify(
        id=kept.id,
        outcome=kept.outcome,
        tone=said.tone,
        html=render_template("checkin/_verdict.html", verdict=said, new_id=uuid4()),
        counter=render_template("checkin/_counter.html", counter=counter),
    )


def _counter(device: Device) -> tuple[int, int] | None:
    """People in and people expected, at the meeting at hand."""
    meeting = roster.meeting_at(device.edition, now())
    return (roster.people_in(meeting), device.edition.confirmed_count) if meeting else None


def _door_page(device: Device, verdict_of: Scan | None) -> str:
    asked = request.args.get("cerca", "").strip()
    meeting = roster.meeting_at(device.edition, now())
    return render_template(
        "checkin/index.html",
        device=device,
        edition=device.edition,
        meeting=meeting,
        next_meeting=roster.next_meeting(device.edition, now()),
        counter=_counter(device),
        verdict=verdict(verdict_of) if verdict_of else None,
        asked=asked,
        found=roster.search(device.edition, asked, meeting) if asked else None,
        new_id=uuid4(),
    )


def _walk_in_page(device: Device, form: WalkInForm, **facts: object) -> str:
    edition = device.edition
    return render_template(
        "checkin/walk_in.html",
        device=device,
        edition=edition,
        meeting=roster.meeting_at(edition, now()),
        form=form,
        new_id=uuid4(),
        **facts,
    )


def _namesakes(device: Device, form: WalkInForm) -> list[roster.Line]:
    meeting = roster.meeting_at(device.edition, now())
    return roster.namesakes(device.edition, form.first_name.data or "", form.last_name.data or "", meeting)
