"""A networking day's bodies: invite them, see who answered, write an answer heard by telephone."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.networking import bodies, emails
from app.networking.forms import AnswerForm, ListForm, SendForm
from app.networking.invite import answer, invite, send, withdraw
from app.networking.invited import figures, invited_to
from app.networking.models import Invitation
from app.networking.office.found import invitation_or_404
from app.outbox import render
from app.people.models import Organisation
from app.programme.models import Edition
from app.web.attempt import attempt
from app.web.found import edition_or_404

blueprint = Blueprint("invitations", __name__, url_prefix="/programmi/<programme>/<edition>/invitati")


@blueprint.get("")
def index(programme: str, edition: str) -> ResponseReturnValue:
    return _page(_day(programme, edition))


@blueprint.get("/foglio")
def sheet(programme: str, edition: str) -> ResponseReturnValue:
    """The morning's list, to print: the bodies that come, each with its people, in the order of the badges."""
    found = _day(programme, edition)
    present = [one for one in invited_to(found) if one.present]
    people = sum(len(one.present) for one in present)
    return render_template("networking/office/sheet.html", edition=found, bodies=present, people=people, now=now())


@blueprint.get("/nuovi")
def new(programme: str, edition: str) -> ResponseReturnValue:
    return _list_page(_day(programme, edition), ListForm(formdata=None))


@blueprint.post("/nuovi")
def create(programme: str, edition: str) -> ResponseReturnValue:
    found, form = _day(programme, edition), ListForm()
    form.bodies.choices = _choices(found)
    if not form.validate():
        return _list_page(found, form), 422
    read, wrong = bodies.read_lines(form.lines.data or "")
    if wrong:
        form.lines.errors = [
            _("Non ho capito: «%(lines)s». Scrivi «Nome dell’ente; e-mail», uno per riga.", lines="», «".join(wrong))
        ]
        return _list_page(found, form), 422
    with transaction() as session:
        chosen = [session.get_one(Organisation, number) for number in form.bodies.data or []]
        chosen += [bodies.take(name, email, by=g.staff.email) for name, email in read]
        added = len(invite(_day(programme, edition), chosen, by=g.staff.email))
    done = ngettext("%(num)d ente aggiunto all’elenco.", "%(num)d enti aggiunti all’elenco.", added)
    flash(done, "success" if added else "warning")
    return redirect(url_for("office.invitations.index", programme=programme, edition=edition), 303)


@blueprint.post("/spedizione")
def create_sending(programme: str, edition: str) -> ResponseReturnValue:
    found, form, whom = _day(programme, edition), SendForm(), request.form.get("di_nuovo")
    if not form.validate():
        return _page(found, form), 422
    back = url_for("office.invitations.index", programme=programme, edition=edition)
    done = _("Inviti in partenza. Chi ha solo il telefono è fra le persone da chiamare.")
    chosen = {"again": whom == "si", "everybody": whom == "tutti"}
    return attempt(lambda: send(found, form.words.data or "", **chosen, by=g.staff.email), done, back)


@blueprint.get("/<int:invitation>")
def edit(programme: str, edition: str, invitation: int) -> ResponseReturnValue:
    found = _invitation(programme, edition, invitation)
    form = AnswerForm(formdata=None, answer=found.answer, delegates=found.delegates_expected or None)
    return _answer_page(found, form)


@blueprint.post("/<int:invitation>")
def update(programme: str, edition: str, invitation: int) -> ResponseReturnValue:
    found, form = _invitation(programme, edition, invitation), AnswerForm()
    if not form.validate():
        return _answer_page(found, form), 422
    try:
        with transaction():
            again = _invitation(programme, edition, invitation)
            answer(again, form.comes, form.delegates.data or 0, by=g.staff.email)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _answer_page(_invitation(programme, edition, invitation), form), refusal.status
    flash(_("Risposta segnata."), "success")
    return redirect(url_for("office.invitations.index", programme=programme, edition=edition), 303)


@blueprint.post("/<int:invitation>/ritiro")
def delete(programme: str, edition: str, invitation: int) -> ResponseReturnValue:
    found = _invitation(programme, edition, invitation)
    done = _("%(name)s non è più fra gli invitati.", name=found.organisation.name)
    back = url_for("office.invitations.index", programme=programme, edition=edition)
    return attempt(lambda: withdraw(found, by=g.staff.email), done, back)


def _page(edition: Edition, form: SendForm | None = None) -> str:
    invited = invited_to(edition)
    open_ones = [one.invitation for one in invited if one.invitation and one.invitation.answer is None]
    invitations = [one.invitation for one in invited if one.invitation]
    example = next((one for one in invitations if one.organisation.email), None)
    return render_template(
        "networking/office/index.html",
        edition=edition,
        invited=invited,
        figures=figures(invited),
        to_send=sum(one.sent_at is None for one in open_ones),
        written_to=sum(bool(one.invitation and one.invitation.sent_at) for one in invited),
        to_remind=sum(one.sent_at is not None for one in open_ones),
        form=form or SendForm(formdata=None),
        example=render.letter(emails.KIND, emails.facts(example, ""), "it").text if example else "",
        now=now(),
    )


def _list_page(edition: Edition, form: ListForm) -> str:
    form.bodies.choices = _choices(edition)
    return render_template("networking/office/new.html", edition=edition, form=form, now=now())


def _answer_page(invitation: Invitation, form: AnswerForm) -> str:
    return render_template(
        "networking/office/edit.html", edition=invitation.edition, invitation=invitation, form=form, now=now()
    )


def _choices(edition: Edition) -> list[tuple[int, str]]:
    """The bodies that are not on the day's list yet."""
    there = select(Invitation.organisation_id).where(Invitation.edition_id == edition.id)
    found = db.session.scalars(bodies.matching().where(Organisation.id.not_in(there)))
    return [
        (body.id, body.name if body.email or body.phone else f"{body.name} ({_('senza contatto')})") for body in found
    ]


def _day(programme: str, edition: str) -> Edition:
    """The networking day; a lab invites nobody."""
    found = edition_or_404(programme, edition)
    return found if found.activity.is_networking else abort(404)


def _invitation(programme: str, edition: str, number: int) -> Invitation:
    return invitation_or_404(programme, edition, number)
