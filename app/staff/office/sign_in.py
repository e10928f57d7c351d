"""Signing in to the office and out, and changing one's own password."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app.db import transaction
from app.errors import Refused
from app.journal.note import note
from app.staff import accounts, change_account, sessions, way_back
from app.staff.forms import OwnPasswordForm, SignInForm
from app.staff.models import Staff
from app.staff.office.blueprint import blueprint
from app.web.permissions import MATRIX


@blueprint.get("/accesso")
def login() -> ResponseReturnValue:
    token = request.args.get("poi", "")
    if g.staff:
        return redirect(_destination(token, g.staff))
    return _sign_in_page(SignInForm(formdata=None, way_back=token))


@blueprint.post("/accesso")
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form), 422
    email, password = form.email.data or "", form.password.data or ""
    try:
        staff = accounts.check(email, password)
    except accounts.TooManyTries as refusal:
        return _sign_in_page(form, refusal), refusal.status
    if staff is None:
        with transaction():
            accounts.remember_failure(email)
        refused = accounts.SignInRefused()
        return _sign_in_page(form, refused), refused.status
    with transaction():
        token = sessions.begin(staff)
        note(f"staff/{staff.email}", "staff.signed_in", staff.email)
    answer = redirect(_destination(form.way_back.data or "", staff), 303)
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


@blueprint.get("/password")
def password() -> ResponseReturnValue:
    return render_template("staff/office/password.html", form=OwnPasswordForm(formdata=None), refusal=None)


@blueprint.post("/password")
def update_password() -> ResponseReturnValue:
    form = OwnPasswordForm()
    if not form.validate():
        return render_template("staff/office/password.html", form=form, refusal=None), 422
    email, here = g.staff.email, request.cookies[sessions.cookie_name()]
    try:
        with transaction():
            change_account.change_own_password(g.staff, form.old.data or "", form.new.data or "", here=here)
    except Refused as refusal:
        if isinstance(refusal, change_account.WrongPassword):
            with transaction():
                accounts.remember_failure(email)
        return render_template("staff/office/password.html", form=form, refusal=refusal), refusal.status
    flash(_("La password è cambiata. Negli altri dispositivi bisogna entrare di nuovo."), "success")
    return redirect(url_for("office.home.index"), 303)


def _sign_in_page(form: SignInForm, refusal: Refused | None = None) -> str:
    return render_template("staff/office/login.html", form=form, refusal=refusal)


def _destination(token: str, staff: Staff) -> str:
    """The page that was asked for, if ``staff`` may open it; else the front page."""
    path = way_back.path_in(token)
    return path if path and _may_open(path, staff) else url_for("office.home.index")


def _may_open(path: str, staff: Staff) -> bool:
    try:
        endpoint, _where = current_app.url_map.bind("").match(path.partition("?")[0], method="GET")
    except HTTPException:
        return False
    allowed = MATRIX.get(endpoint)
    return isinstance(allowed, frozenset) and staff.role in allowed
