"""One edition, in the office: its people, its facts, calling it off."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.attendance.overbook import advice
from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme import catalogue, proposals
from app.programme.annotate import annotate
from app.programme.clashes import clashes_with
from app.programme.edit_edition import change_agenda, change_facts, rename
from app.programme.forms.edition import EditionForm
from app.programme.models import Edition, Programme
from app.programme.new_edition import add_edition, next_code, remove_edition
from app.programme.office import edition_facts
from app.programme.refusals import ProgrammeArchived
from app.registration import apply_changes, search, waiting_list
from app.registration.call_off import cancel_edition
from app.registration.consequences import consequences, consequences_of_moving
from app.registration.delegates import change_cap
from app.registration.models import Registration, Status
from app.web.attempt import attempt
from app.web.found import edition_or_404, programme_or_404
from app.web.paging import page_of
from app.web.permissions import may
from app.web.referrals import referral

blueprint = Blueprint("editions", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/nuova-edizione")
def new(programme: str) -> ResponseReturnValue:
    found, like = programme_or_404(programme), _like(programme)
    if like:
        begun = edition_facts.copied(like, next_code(found, like.code))
    else:
        begun = {"funding": str(found.funding_id or ""), "meetings": [{}]}
    return _new_page(found, edition_facts.form_of(begun), like)


@blueprint.post("/<programme>/nuova-edizione")
def create(programme: str) -> ResponseReturnValue:
    found, like = programme_or_404(programme), _like(programme)
    form = edition_facts.form_of({})
    if pressed := edition_facts.press_rows(form):
        return _new_page(found, form, like, pressed)
    if not form.validate():
        return _new_page(found, form, like), 422
    try:
        with transaction():
            slug = _add(found.id, form)
    except Refused as refusal:
        edition_facts.blame(form, refusal)
        return _new_page(programme_or_404(programme), form, like), refusal.status
    added = edition_or_404(programme, slug)
    flash(_("%(code)s è aggiunta.", code=added.code), "success")
    if added.is_draft:
        flash(_("Non la vede ancora nessuno: si mostra con la pubblicazione."), "info")
    _say_clashes(added)
    return redirect(url_for("office.editions.show", programme=programme, edition=slug), 303)


def _add(programme_id: int, form: EditionForm) -> str:
    by, programme = g.staff.email, db.session.get_one(Programme, programme_id)
    facts = edition_facts.facts_typed(form, None, by=by)
    facts |= {"online_url": form.online_url.data or None, "notes": form.notes.data or None}
    facts |= {"most_delegates": form.most_delegates.data if facts["activity"].is_networking else None}
    edition = add_edition(programme, form.code.data or "", form.seats.data or 0, facts, by=by)
    apply_changes.rearrange(edition, edition_facts.meetings_typed(form))
    change_agenda(edition, *edition_facts.agenda_typed(form), by=by)
    return edition.slug


def _like(programme: str) -> Edition | None:
    """The edition that the new one is another date of, when the address names one."""
    return catalogue.edition_of(programme, request.args.get("come", ""))


def _new_page(programme: Programme, form: EditionForm, like: Edition | None, pressed: str | None = None) -> str:
    return render_template(
        "programme/office/editions/new.html", programme=programme, form=form, like=like, pressed=pressed
    )


@blueprint.get("/<programme>/<edition>")
def show(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    asked = {name: request.args.get(name, "") for name in ("cerca", "stato", "ordine", "inviate")}
    page = page_of(search.registrations_of(found, asked["cerca"], asked["stato"], asked["ordine"], asked["inviate"]))
    return render_template(
        "programme/office/editions/show.html",
        edition=found,
        page=page,
        signers=search.signers_of(page.items),
        referrals=_referrals(found),
        asked=asked,
        positions=waiting_list.positions(found),
        cancelled=db.session.scalar(
            select(func.count(Registration.id)).where(
                Registration.edition_id == found.id, Registration.status == Status.CANCELLED
            )
        ),
        other_dates=proposals.instead_of(found) if found.awaits_decision(now()) else [],
        advice=advice(found) if may("office.overbooking.edit") and not found.has_begun(now()) else None,
        now=now(),
    )


def _referrals(edition: Edition) -> list[tuple[str, str]]:
    """Who sent people to this edition, to choose from."""
    known = [(one, referral(one)) for one in search.referrals(edition)]
    return [("", _("Chiunque")), *known] if known else []


@blueprint.get("/<programme>/<edition>/modifica")
def edit(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return _edit_page(found, edition_facts.form_of(edition_facts.shown(found)))


@blueprint.post("/<programme>/<edition>/modifica")
def update(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    form = edition_facts.form_of(edition_facts.shown(found))
    if pressed := edition_facts.press_rows(form):
        return _edit_page(found, form, pressed)
    if "indietro" in request.form:
        return _edit_page(found, form)
    if not form.validate():
        return _edit_page(found, form), 422
    if "conferma" not in request.form and found.is_public and found.people_count:
        consequences = consequences_of_moving(found, edition_facts.meetings_typed(form))
        if consequences.is_material:
            return render_template(
                "programme/office/editions/consequences.html",
                edition=found,
                consequences=consequences,
                action=url_for("office.editions.update", programme=programme, edition=edition),
            )
    try:
        with transaction():
            slug = _save(found.id, form)
    except Refused as refusal:
        edition_facts.blame(form, refusal)
        return _edit_page(edition_or_404(programme, edition), form), refusal.status
    flash(_("Modifiche salvate."), "success")
    _say_clashes(edition_or_404(programme, slug))
    return redirect(url_for("office.editions.show", programme=programme, edition=slug), 303)


def _save(edition_id: int, form: EditionForm) -> str:
    """All that was typed, in one go; returns what the edition is now called in addresses."""
    by = g.staff.email
    edition = Edition.locked(edition_id)
    if edition.programme.is_archived:
        raise ProgrammeArchived(slug=edition.programme.slug)
    change_facts(edition, edition_facts.facts_typed(form, edition, by=by), by=by)
    annotate(edition, form.notes.data or None, by=by)
    rename(edition, form.code.data or "", by=by)
    apply_changes.move_meetings(edition, edition_facts.meetings_typed(form), by=by)
    apply_changes.change_link(edition, form.online_url.data or None, by=by)
    change_cap(edition, form.most_delegates.data, by=by)
    apply_changes.resize(edition, form.seats.data or 0, by=by)
    change_agenda(edition, *edition_facts.agenda_typed(form), by=by)
    return edition.slug


@blueprint.post("/<programme>/<edition>/eliminazione")
def delete(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    code = found.code
    try:
        with transaction():
            remove_edition(found, by=g.staff.email)
    except Refused as refusal:
        flash(str(refusal), "danger")
        return redirect(url_for("office.editions.edit", programme=programme, edition=edition), 303)
    flash(_("L'edizione %(code)s è cancellata: non si era mai iscritto nessuno.", code=code), "success")
    return redirect(url_for("office.programme.show", programme=programme), 303)


@blueprint.get("/<programme>/<edition>/annullamento")
def new_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return render_template(
        "programme/office/editions/cancellation.html",
        edition=found,
        consequences=consequences(found),
        other_dates=proposals.instead_of(found),
        now=now(),
    )


@blueprint.post("/<programme>/<edition>/annullamento")
def create_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return attempt(
        lambda: cancel_edition(found, by=g.staff.email),
        _("L'edizione è annullata. Avvisiamo tutti per mail; chi non ha un'e-mail è fra le persone da chiamare."),
        url_for("office.editions.show", programme=programme, edition=edition),
    )


def _edit_page(edition: Edition, form: EditionForm, pressed: str | None = None) -> str:
    ever = db.session.scalar(select(func.count(Registration.id)).where(Registration.edition_id == edition.id))
    return render_template(
        "programme/office/editions/edit.html",
        edition=edition,
        programme=edition.programme,
        form=form,
        pressed=pressed,
        never_had_anybody=not ever,
        now=now(),
    )


def _say_clashes(edition: Edition) -> None:
    for clash in clashes_with(edition):
        flash(clash.sentence, "danger" if clash.is_error else "warning")
