"""Venues and rooms, in the office. Whoever is about to go to one that moves is told, after a look at how many."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import selectinload

from app.db import db, transaction
from app.errors import Refused
from app.lib.names import folded
from app.programme.forms.venue import RoomForm, VenueForm, room_shown, room_typed, venue_shown, venue_typed
from app.programme.list_entries import ROOMS, VENUES, add_entry, remove_entry, uses
from app.programme.models import Room, Venue
from app.programme.office.list_pages import ListPages, Words
from app.registration.change_venue import change_venue, touched_by
from app.web.attempt import attempt


class VenuePages(ListPages):
    listed = VENUES
    folder = "venues"
    form = VenueForm
    load = (selectinload(Venue.rooms),)
    sorts = {"comune": (_l("Comune"), lambda venue: folded(venue.municipality or ""))}
    words = Words(
        title=_l("Sedi e sale"),
        add=_l("Aggiungi una sede"),
        new=_l("Nuova sede"),
        search=_l("Cerca per nome, indirizzo, comune o sala"),
        none_yet=_l("Non c’è ancora nessuna sede"),
        where_from=_l("Si aggiungono qui, o arrivano con il foglio del semestre."),
        none_found=_l("Nessuna sede con queste parole"),
        saved=_l("Sede «%(name)s» salvata."),
        deleted=_l("Sede «%(name)s» eliminata."),
        used=_l("Incontri"),
        unused=_l("Nessun incontro è mai stato qui: se è un doppione, puoi eliminarla."),
        in_use=_l("Ha degli incontri, anche passati: non si elimina. Se non serve più, segnala come ritirata."),
    )

    def sought(self, entry: Venue) -> str:
        return " ".join([entry.name, entry.full_address, *(room.name for room in entry.rooms)])

    def shown(self, entry: Venue) -> dict[str, Any]:
        return venue_shown(entry)

    def typed(self, form: VenueForm, entry: Venue | None) -> dict[str, Any]:
        return venue_typed(form)

    def beside(self, entry: Venue) -> dict[str, Any]:
        return {"times": uses(ROOMS, [room.id for room in entry.rooms])}

    def foreseen(self, entry: Venue, form: VenueForm) -> str | None:
        return _consequences(entry, venue_typed(form), url_for("office.venues.update", venue=entry.id))

    def change(self, entry: Venue, facts: dict[str, Any]) -> str:
        told = change_venue(entry, facts, by=g.staff.email)
        return f"{str(self.words.saved) % {'name': entry.name}} {_told(told)}".strip()


pages = VenuePages()
blueprint = pages.blueprint("/sedi", "nuova")


@blueprint.get("/<int:venue>/sale/nuova")
def new_room(venue: int) -> ResponseReturnValue:
    return _room_page(pages.entry(venue), RoomForm())


@blueprint.post("/<int:venue>/sale/nuova")
def create_room(venue: int) -> ResponseReturnValue:
    form, found = RoomForm(), pages.entry(venue)
    if not form.validate():
        return _room_page(found, form), 422
    try:
        with transaction():
            room = add_entry(ROOMS, room_typed(form), by=g.staff.email, venue=db.session.get_one(Venue, venue))
    except Refused as refusal:
        form.name.errors = [str(refusal)]
        return _room_page(pages.entry(venue), form), refusal.status
    return _room_kept(room, _("Sala «%(name)s» salvata.", name=room.name))


@blueprint.get("/<int:venue>/sale/<int:room>")
def edit_room(venue: int, room: int) -> ResponseReturnValue:
    found = _room(venue, room)
    return _room_page(found.venue, RoomForm(data=room_shown(found)), found)


@blueprint.post("/<int:venue>/sale/<int:room>")
def update_room(venue: int, room: int) -> ResponseReturnValue:
    form, found = RoomForm(), _room(venue, room)
    if "indietro" in request.form:
        return _room_page(found.venue, form, found)
    if not form.validate():
        return _room_page(found.venue, form, found), 422
    action = url_for("office.venues.update_room", venue=venue, room=room)
    if "conferma" not in request.form and (first := _consequences(found, room_typed(form), action)):
        return first
    try:
        with transaction():
            told = change_venue(found, room_typed(form), by=g.staff.email)
    except Refused as refusal:
        form.name.errors = [str(refusal)]
        return _room_page(pages.entry(venue), form, _room(venue, room)), refusal.status
    return _room_kept(found, f"{_('Sala «%(name)s» salvata.', name=found.name)} {_told(told)}".strip())


@blueprint.post("/<int:venue>/sale/<int:room>/eliminazione")
def delete_room(venue: int, room: int) -> ResponseReturnValue:
    found = _room(venue, room)
    return attempt(
        lambda: remove_entry(ROOMS, found, by=g.staff.email),
        _("Sala «%(name)s» eliminata.", name=found.name),
        url_for("office.venues.edit", venue=venue),
    )


def _room(venue: int, room: int) -> Room:
    found = db.get_or_404(Room, room)
    return found if found.venue_id == venue else abort(404)


def _room_page(venue: Venue, form: RoomForm, room: Room | None = None) -> str:
    used = uses(ROOMS, [room.id]).get(room.id, 0) if room else 0
    return render_template("programme/office/venues/room.html", venue=venue, form=form, room=room, used=used)


def _room_kept(room: Room, said: str) -> ResponseReturnValue:
    flash(said, "success")
    if room.seats and room.fire_limit and room.fire_limit < room.seats:
        flash(
            _(
                "Attenzione: la capienza di «%(room)s» (%(limit)s) è sotto i posti a sedere (%(seats)s). Più persone "
                "della capienza, chi conduce compreso, non possono starci: controlla i due numeri.",
                room=room.name,
                limit=room.fire_limit,
                seats=room.seats,
            ),
            "warning",
        )
    return redirect(url_for("office.venues.edit", venue=room.venue_id), 303)


def _consequences(place: Venue | Room, facts: dict[str, Any], action: str) -> str | None:
    """The page that says how many people have to be told; None when nobody has."""
    touched = touched_by(place, facts)
    if not touched.people:
        return None
    return render_template(
        "programme/office/venues/consequences.html",
        place=place,
        venue=place if isinstance(place, Venue) else place.venue,
        facts=facts,
        touched=touched,
        action=action,
    )


def _told(people: int) -> str:
    if not people:
        return ""
    return ngettext(
        "Avvisiamo %(num)d persona; chi non ha un’e-mail è fra le persone da chiamare.",
        "Avvisiamo %(num)d persone; chi non ha un’e-mail è fra le persone da chiamare.",
        people,
    )
