"""Writing to the people of an edition, and the texts kept to do so."""

import secrets

from flask import Blueprint, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.composer import emails, texts
from app.composer.audience import Audience, people_of, sizes
from app.composer.forms import AUDIENCES, MessageForm, TemplateForm
from app.composer.send import check, send, send_trial
from app.composer.tokens import TOKENS
from app.db import db, transaction
from app.errors import Refused
from app.outbox import render
from app.outbox.models import MessageTemplate
from app.programme.models import Edition
from app.web.attempt import attempt
from app.web.found import edition_or_404

blueprint = Blueprint("composer", __name__)
templates = Blueprint("templates", __name__, url_prefix="/testi")

NEW = "/programmi/<programme>/<edition>/messaggi/nuovo"


@blueprint.get(NEW)
def new(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    chosen = request.args.get("testo", "")
    text = db.session.get(MessageTemplate, int(chosen)) if chosen.isdecimal() and len(chosen) < 9 else None
    form = MessageForm(
        formdata=None,
        key=secrets.token_urlsafe(16),
        audience=request.args.get("a", Audience.CONFIRMED),
        subject=text.subject if text else "",
        body=text.body if text else "",
    )
    return _writing(found, form)


@blueprint.post(NEW)
def create(programme: str, edition: str) -> ResponseReturnValue:
    """Look it over, send a trial to oneself, go back to writing, or send: which one says the button."""
    found, form = edition_or_404(programme, edition), MessageForm()
    if request.form.get("passo") == "scrivi":
        return _writing(found, form)
    if not form.validate():
        return _writing(found, form), 422
    subject, body, audience = form.subject.data or "", form.body.data or "", Audience(form.audience.data)
    try:
        check(found, subject, body)
        if request.form.get("passo") == "prova":
            with transaction():
                trial = {"to_email": g.staff.email, "to_name": g.staff.name, "language": g.lang}
                send_trial(edition_or_404(programme, edition), subject, body, **trial)
            flash(_("Prova spedita a %(email)s: guarda la tua posta.", email=g.staff.email), "success")
            return _looking_over(edition_or_404(programme, edition), form, audience)
        if request.form.get("passo") == "spedisci":
            with transaction():
                announcement = send(found, audience, subject, body, key=form.key.data or "", by=g.staff.email)
                people = announcement.facts["people"]
            done = ngettext(
                "Messaggio in partenza per %(num)d persona.", "Messaggio in partenza per %(num)d persone.", people
            )
            flash(done, "success")
            return redirect(url_for("office.announcements.index", programme=programme, edition=edition), 303)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _writing(edition_or_404(programme, edition), form), refusal.status
    return _looking_over(found, form, audience)


def _writing(edition: Edition, form: MessageForm) -> str:
    counts = sizes(edition)
    form.audience.choices = [(value, f"{label} ({counts[value]})") for value, label in AUDIENCES]
    return render_template(
        "composer/office/new.html", edition=edition, form=form, tokens=TOKENS, texts=texts.all_of_them()
    )


def _looking_over(edition: Edition, form: MessageForm, audience: Audience) -> ResponseReturnValue:
    people = people_of(edition, audience)
    if not people:
        form.audience.errors = [_("In questo gruppo non c’è nessuno: scegline un altro.")]
        return _writing(edition, form), 422
    message = emails.example(people[0], form.subject.data or "", form.body.data or "")
    return make_response(
        render_template(
            "composer/office/preview.html",
            edition=edition,
            form=form,
            message=message,
            text=render.letter(message.kind, message.facts, message.language).text,
            first=people[0],
            count=len(people),
        )
    )


@templates.get("/")
def index() -> ResponseReturnValue:
    return render_template("composer/office/texts.html", texts=texts.all_of_them())


@templates.get("/nuovo", endpoint="new")
def new_text() -> ResponseReturnValue:
    return _text_page(TemplateForm(), None)


@templates.post("/nuovo", endpoint="create")
def create_text() -> ResponseReturnValue:
    return _keep(None)


@templates.get("/<int:text>", endpoint="edit")
def edit_text(text: int) -> ResponseReturnValue:
    found = _text(text)
    return _text_page(TemplateForm(obj=found), found)


@templates.post("/<int:text>", endpoint="update")
def update_text(text: int) -> ResponseReturnValue:
    return _keep(_text(text))


@templates.post("/<int:text>/eliminazione", endpoint="delete")
def delete_text(text: int) -> ResponseReturnValue:
    found = _text(text)
    done = _("Il testo «%(name)s» è eliminato. I messaggi già spediti restano.", name=found.name)
    return attempt(lambda: texts.remove(found, by=g.staff.email), done, url_for("office.templates.index"))


def _keep(text: MessageTemplate | None) -> ResponseReturnValue:
    form = TemplateForm()
    if not form.validate():
        return _text_page(form, text), 422
    try:
        with transaction():
            texts.keep(text, form.name.data or "", form.subject.data or "", form.body.data or "", by=g.staff.email)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _text_page(form, text), refusal.status
    flash(_("Testo salvato."), "success")
    return redirect(url_for("office.templates.index"), 303)


def _text_page(form: TemplateForm, text: MessageTemplate | None) -> str:
    return render_template("composer/office/text.html", form=form, text=text, tokens=TOKENS)


def _text(number: int) -> MessageTemplate:
    return db.session.get(MessageTemplate, number) or abort(404)
