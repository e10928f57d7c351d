"""The versions of the privacy notice, in the office."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.lib.plain_text import blocks
from app.programme import built_in_notice
from app.programme.forms import choices
from app.programme.forms.notice import notice_form, texts_shown, texts_typed
from app.programme.models import PrivacyNotice
from app.registration.change_notices import (
    about,
    add_notice,
    change_notice,
    chosen_by,
    last_notice,
    may_have_been_read,
    next_version,
    remove_notice,
)
from app.web.attempt import attempt

blueprint = Blueprint("notices", __name__, url_prefix="/informative")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    notices = db.session.scalars(select(PrivacyNotice).order_by(PrivacyNotice.id.desc())).all()
    return render_template(
        "programme/office/notices/index.html",
        notices=[(notice, chosen_by(notice), may_have_been_read(notice)) for notice in notices],
        built_in=built_in_notice.VERSION,
    )


@blueprint.get("/nuova")
def new() -> ResponseReturnValue:
    """A new version starts from the words of the last one."""
    last = last_notice()
    texts = last.texts if last else built_in_texts()
    return _page(notice_form({"version": next_version(), **texts_shown(texts)}), starts_from=last)


@blueprint.post("/nuova")
def create() -> ResponseReturnValue:
    return _keep(None)


@blueprint.get("/di-base")
def show_built_in() -> ResponseReturnValue:
    return render_template(
        "programme/office/notices/show.html",
        notice=None,
        version=built_in_notice.VERSION,
        texts=[(language, blocks(text)) for language, text in built_in_texts().items()],
    )


@blueprint.get("/<int:notice>")
def show(notice: int) -> ResponseReturnValue:
    found = db.get_or_404(PrivacyNotice, notice)
    return render_template(
        "programme/office/notices/show.html",
        notice=found,
        version=found.version,
        texts=[(language, blocks(text)) for language, text in found.texts.items()],
        chosen=chosen_by(found),
        is_read=may_have_been_read(found),
        about=about(found),
    )


@blueprint.get("/<int:notice>/modifica")
def edit(notice: int) -> ResponseReturnValue:
    found = db.get_or_404(PrivacyNotice, notice)
    if may_have_been_read(found):
        return redirect(url_for("office.notices.show", notice=notice))
    return _page(notice_form({"version": found.version, **texts_shown(found.texts)}), found)


@blueprint.post("/<int:notice>/modifica")
def update(notice: int) -> ResponseReturnValue:
    return _keep(db.get_or_404(PrivacyNotice, notice))


@blueprint.post("/<int:notice>/eliminazione")
def delete(notice: int) -> ResponseReturnValue:
    found = db.get_or_404(PrivacyNotice, notice)
    return attempt(
        lambda: remove_notice(found, by=g.staff.email),
        _("La versione %(version)s è tolta.", version=found.version),
        url_for("office.notices.index"),
    )


def built_in_texts() -> dict[str, str]:
    """The words of the notice built in, by language."""
    texts = {}
    for code in ["it", *(code for code, _name in choices.other_languages())]:
        with force_locale(code):
            texts[code] = built_in_notice.text()
    return texts


def _keep(notice: PrivacyNotice | None) -> ResponseReturnValue:
    form = notice_form({})
    if not form.validate():
        return _page(form, notice), 422
    version, texts, number = form.version.data, texts_typed(form), notice.id if notice else None
    try:
        with transaction():
            if notice:
                change_notice(notice, version, texts, by=g.staff.email)
            else:
                number = add_notice(version, texts, by=g.staff.email).id
    except Refused as refusal:
        form.version.errors = [str(refusal)]
        return _page(form, db.session.get(PrivacyNotice, number) if number else None), refusal.status
    flash(_("La versione %(version)s è salvata. Vale dove un semestre la sceglie.", version=version), "success")
    return redirect(url_for("office.notices.show", notice=number), 303)


def _page(form: Any, notice: PrivacyNotice | None = None, starts_from: PrivacyNotice | None = None) -> str:
    return render_template(
        "programme/office/notices/edit.html",
        form=form,
        notice=notice,
        starts_from=starts_from.version if starts_from else built_in_notice.VERSION,
        languages=choices.other_languages(),
    )
