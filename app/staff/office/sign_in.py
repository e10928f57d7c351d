"""Signing in to the office, and out."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.journal.note import note
from app.staff import accounts, sessions
from app.staff.forms import SignInForm

blueprint = Blueprint("staff", __name__)


@blueprint.get("/accesso")
def login() -> ResponseReturnValue:
    if g.staff:
        return redirect(url_for("office.home.index"))
    return render_template("staff/office/login.html", form=SignInForm(), refusal=None)


@blueprint.post("/accesso")
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return render_template("staff/office/login.html", form=form, refusal=None), 422
    email, password = form.email.data or "", form.password.data or ""
    try:
        staff = accounts.check(email, password)
    except accounts.TooManyTries as refusal:
        return render_template("staff/office/login.html", form=form, refusal=refusal), refusal.status
    if staff is None:
        with transaction():
            accounts.remember_failure(email)
        refused = accounts.SignInRefused()
        return render_template("staff/office/login.html", form=form, refusal=refused), refused.status
    with transaction():
        token = sessions.begin(staff)
        note(f"staff/{staff.email}", "staff.signed_in", staff.email)
    answer = redirect(url_for("office.home.index"), 303)
    answer.set_cookie(
        sessions.cookie_name(),
        token,
        max_age=int(sessions.LONGEST.total_seconds()),
        secure=current_app.config["IS_PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return answer


@blueprint.post("/uscita")
def sign_out() -> ResponseReturnValue:
    with transaction():
        sessions.end(request.cookies[sessions.cookie_name()])
    answer = redirect(url_for("office.staff.login"), 303)
    answer.delete_cookie(sessions.cookie_name(), secure=current_app.config["IS_PRODUCTION"])
    return answer
