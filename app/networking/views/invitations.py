"""The body's page: whether it comes, who its people are, and afterwards who came."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.lib.tables import write_csv
from app.networking import links
from app.networking.delegates import names_until, takes_names
from app.networking.forms import AnswerForm
from app.networking.invite import answer
from app.networking.models import THE_BODY, Invitation
from app.networking.standing import standings, table_of
from app.networking.views.blueprint import blueprint, invitation_or_404
from app.web.downloads import CSV, file_answer


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    found = invitation_or_404(token)
    return _page(found, AnswerForm(formdata=None, answer=found.answer, delegates=found.delegates_expected or None))


@blueprint.post("/<token>")
def update(token: str) -> ResponseReturnValue:
    found, form = invitation_or_404(token), AnswerForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        with transaction():
            answer(invitation_or_404(token), form.comes, form.delegates.data or 0, by=THE_BODY)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _page(invitation_or_404(token), form), refusal.status
    done = _("Grazie, vi aspettiamo.") if form.comes else _("Grazie di averlo detto. Alla prossima.")
    flash(done, "success")
    return redirect(url_for("invitations.show", token=token), 303)


@blueprint.get("/<token>/delegati.csv")
def download(token: str) -> Response:
    headings, rows = table_of(invitation_or_404(token))
    return file_answer(write_csv(rows, headings), CSV, "delegati.csv")


def _page(invitation: Invitation, form: AnswerForm) -> str:
    edition = invitation.edition
    return render_template(
        "networking/show.html",
        invitation=invitation,
        edition=edition,
        form=form,
        token=links.token_of(invitation),
        closed=edition.is_cancelled or edition.is_postponed or edition.has_begun(now()),
        standings=standings(invitation),
        takes_names=takes_names(edition),
        names_until=names_until(edition),
        now=now(),
    )
