"""Labs and networking days, in the office: the list of them, what each says of itself."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db, transaction
from app.errors import Refused
from app.lib.names import folded
from app.programme import edit_activity
from app.programme.forms.activity import TRANSLATED, ActivityForm, long_sentences, shown, typed
from app.programme.forms.fields import with_translations
from app.programme.models import Activity, ActivityKind, Edition, Theme
from app.web.attempt import attempt

blueprint = Blueprint("activities", __name__, url_prefix="/laboratori")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    words, kind = folded(request.args.get("cerca", "")), request.args.get("tipo", "")
    found = [
        activity
        for activity in db.session.scalars(select(Activity).order_by(Activity.title))
        if (not kind or activity.kind == kind)
        and all(word in folded(f"{activity.title} {activity.theme.name}") for word in words.split())
    ]
    counts = select(Edition.activity_id, func.count()).group_by(Edition.activity_id)
    return render_template(
        "programme/office/activities/index.html",
        activities=found,
        editions={row[0]: row[1] for row in db.session.execute(counts)},
        asked={"cerca": request.args.get("cerca", ""), "tipo": kind},
    )


@blueprint.get("/nuovo")
def new() -> ResponseReturnValue:
    return _new_page(_form({}))


@blueprint.post("/nuovo")
def create() -> ResponseReturnValue:
    form = _form({})
    if not form.validate():
        return _new_page(form), 422
    try:
        with transaction():
            kind, title, theme = ActivityKind(form.kind.data), form.title.data or "", _theme(form)
            edit_activity.add_activity(kind, title, theme, by=g.staff.email, **typed(form, None))
    except Refused as refusal:
        form.title.errors = [str(refusal)]
        return _new_page(form), refusal.status
    flash(_("«%(title)s» è aggiunto: adesso può avere delle edizioni.", title=title), "success")
    _say_long_sentences(form)
    return redirect(url_for("office.activities.index"), 303)


@blueprint.get("/<int:activity>")
def edit(activity: int) -> ResponseReturnValue:
    found = db.get_or_404(Activity, activity)
    return _edit_page(found, _form(shown(found)))


@blueprint.post("/<int:activity>")
def update(activity: int) -> ResponseReturnValue:
    found = db.get_or_404(Activity, activity)
    form = _form(shown(found))
    form.kind.data = found.kind  # it decides which pages its editions have: it does not change
    if "indietro" in request.form:
        return _edit_page(found, form)
    if not form.validate():
        return _edit_page(found, form), 422
    turns_reserved = form.is_reserved.data and not found.is_reserved and any(one.is_public for one in found.editions)
    if turns_reserved and "conferma" not in request.form:
        return render_template(
            "programme/office/activities/reserved.html",
            activity=found,
            sentences=edit_activity.turning_reserved(found),
            action=url_for("office.activities.update", activity=activity),
        )
    try:
        with transaction():
            facts = {"title": form.title.data, "theme": _theme(form), **typed(form, found)}
            edit_activity.change_activity(db.session.get_one(Activity, activity), facts, by=g.staff.email)
    except Refused as refusal:
        form.title.errors = [str(refusal)]
        return _edit_page(db.get_or_404(Activity, activity), form), refusal.status
    flash(_("Modifiche salvate."), "success")
    _say_long_sentences(form)
    return redirect(url_for("office.activities.edit", activity=activity), 303)


@blueprint.post("/<int:activity>/eliminazione")
def delete(activity: int) -> ResponseReturnValue:
    found = db.get_or_404(Activity, activity)
    return attempt(
        lambda: edit_activity.remove_activity(found, by=g.staff.email),
        _("«%(title)s» è cancellato.", title=found.title),
        url_for("office.activities.index"),
    )


def _form(data: dict[str, Any]) -> Any:
    return with_translations(ActivityForm, TRANSLATED)(data=data)


def _theme(form: Any) -> Theme:
    return db.session.get_one(Theme, int(form.theme.data))


def _say_long_sentences(form: Any) -> None:
    """Nobody is held up by a long sentence: it is said, and stays."""
    for sentence, words in long_sentences(form.plain_text.data):
        flash(
            _(
                "«%(sentence)s» ha %(words)s parole: chi legge poco l'italiano si perde. Prova a farne due frasi.",
                sentence=sentence if len(sentence) <= 80 else f"{sentence[:79]}…",
                words=words,
            ),
            "warning",
        )


def _new_page(form: Any) -> str:
    return render_template("programme/office/activities/new.html", form=form)


def _edit_page(activity: Activity, form: Any) -> str:
    return render_template(
        "programme/office/activities/edit.html",
        activity=activity,
        form=form,
        long_sentences=long_sentences(form.plain_text.data),
        editions=sorted(activity.editions, key=lambda one: (one.programme.slug, one.code), reverse=True),
    )
