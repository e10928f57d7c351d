"""Where an invited body answers. The address is in the mail; looking changes nothing."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.networking import links
from app.networking.forms import AnswerForm
from app.networking.invite import answer
from app.networking.models import Invitation

blueprint = Blueprint("invitations", __name__, url_prefix="/inviti")


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    found = _invitation(token)
    return _page(found, AnswerForm(formdata=None, answer=found.answer, delegates=found.delegates_expected or None))


@blueprint.post("/<token>")
def update(token: str) -> ResponseReturnValue:
    found, form = _invitation(token), AnswerForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        with transaction():
            answer(_invitation(token), form.comes, form.delegates.data or 0, by="pubblico")
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _page(_invitation(token), form), refusal.status
    done = _("Grazie, vi aspettiamo.") if form.comes else _("Grazie di averlo detto. Alla prossima.")
    flash(done, "success")
    return redirect(url_for("invitations.show", token=token), 303)


def _page(invitation: Invitation, form: AnswerForm) -> str:
    edition = invitation.edition
    closed = edition.is_cancelled or edition.is_postponed or edition.has_begun(now())
    return render_template(
        "networking/show.html",
        invitation=invitation,
        edition=edition,
        form=form,
        token=links.token_of(invitation).lower(),
        closed=closed,
        now=now(),
    )


def _invitation(token: str) -> Invitation:
    found = links.invitation_of(token)
    return found if found and found.edition.is_public else abort(404)
