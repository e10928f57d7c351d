"""The accounts of the staff: who has one, what they may do, a new password, keeping somebody out."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db, transaction
from app.errors import Refused
from app.programme.models import Edition, Programme
from app.staff import accounts, change_account
from app.staff.forms import AccountForm, NewAccountForm, NewPasswordForm
from app.staff.models import Role, Staff
from app.staff.office.blueprint import blueprint
from app.web.attempt import attempt

LIST = "/personale/"
ONE = "/personale/<int:account>"


@blueprint.get(LIST)
def index() -> ResponseReturnValue:
    everyone = select(Staff).order_by(Staff.disabled_at.is_not(None), Staff.name).options(selectinload(Staff.grants))
    return render_template("staff/office/index.html", everyone=db.session.scalars(everyone).all())


@blueprint.get("/personale/nuovo")
def new() -> ResponseReturnValue:
    return render_template("staff/office/new.html", form=NewAccountForm(formdata=None, role=Role.OFFICE.value))


@blueprint.post("/personale/nuovo")
def create() -> ResponseReturnValue:
    form = NewAccountForm()
    if not form.validate():
        return render_template("staff/office/new.html", form=form), 422
    password = form.password.data or change_account.made_up_password()
    try:
        with transaction():
            added = accounts.add(
                form.email.data or "", Role(form.role.data), password, by=g.staff.email, name=form.name.data or ""
            )
            db.session.flush()
            number = added.id
    except accounts.StaffAlreadyThere as refusal:
        form.email.errors = [str(refusal)]
        return render_template("staff/office/new.html", form=form), refusal.status
    return _password_page(_account(number), password, is_new=True), 201


@blueprint.get(ONE)
def edit(account: int) -> ResponseReturnValue:
    return _page(_account(account))


@blueprint.post(ONE)
def update(account: int) -> ResponseReturnValue:
    form = AccountForm()
    if not form.validate():
        return _page(_account(account), form), 422
    return attempt(
        lambda: change_account.change(
            _account(account), name=form.name.data or "", role=Role(form.role.data), by=g.staff.email
        ),
        _("Accesso salvato."),
        _back(account),
    )


@blueprint.post(ONE + "/password")
def create_password(account: int) -> ResponseReturnValue:
    form = NewPasswordForm()
    if not form.validate():
        return _page(_account(account), password_form=form), 422
    try:
        with transaction():
            given = change_account.set_password(_account(account), form.password.data or "", by=g.staff.email)
    except Refused as refusal:
        flash(str(refusal), "danger")
        return redirect(_back(account), 303)
    return _password_page(_account(account), given), 201


@blueprint.post(ONE + "/sospensione")
def create_suspension(account: int) -> ResponseReturnValue:
    return attempt(
        lambda: change_account.disable(_account(account), by=g.staff.email),
        _("Accesso sospeso: chi lo aveva è già fuori."),
        _back(account),
    )


@blueprint.post(ONE + "/sospensione/ritiro")
def delete_suspension(account: int) -> ResponseReturnValue:
    return attempt(
        lambda: change_account.enable(_account(account), by=g.staff.email), _("Accesso riattivato."), _back(account)
    )


@blueprint.post(ONE + "/edizioni")
def create_grant(account: int) -> ResponseReturnValue:
    about = _edition_or_404().about
    return attempt(
        lambda: change_account.entrust(_account(account), about, by=g.staff.email),
        _("Edizione affidata."),
        _back(account),
    )


@blueprint.post(ONE + "/edizioni/togli")
def delete_grant(account: int) -> ResponseReturnValue:
    about = request.form.get("edition", "")
    return attempt(
        lambda: change_account.withdraw(_account(account), about, by=g.staff.email),
        _("Edizione tolta."),
        _back(account),
    )


def _page(staff: Staff, form: AccountForm | None = None, password_form: NewPasswordForm | None = None) -> str:
    given = {grant.about for grant in staff.grants}
    offered = select(Edition).join(Edition.programme).order_by(Programme.first_on.desc(), Edition.code)
    options = joinedload(Edition.programme), joinedload(Edition.activity), selectinload(Edition.meetings)
    editions = [] if staff.role != Role.FACILITATOR else db.session.scalars(offered.options(*options)).all()
    return render_template(
        "staff/office/edit.html",
        account=staff,
        form=form or AccountForm(formdata=None, obj=staff),
        password_form=password_form or NewPasswordForm(formdata=None),
        entrusted=[edition for edition in editions if edition.about in given],
        others=[edition for edition in editions if edition.about not in given],
    )


def _password_page(staff: Staff, password: str, is_new: bool = False) -> str:
    return render_template("staff/office/password_given.html", account=staff, password=password, is_new=is_new)


def _account(number: int) -> Staff:
    return db.session.get(Staff, number) or abort(404)


def _edition_or_404() -> Edition:
    programme, _slash, slug = request.form.get("edition", "").removeprefix("edition/").partition("/")
    wanted = select(Edition).join(Edition.programme).where(Programme.slug == programme, Edition.slug == slug)
    return db.session.scalars(wanted).one_or_none() or abort(404)


def _back(number: int) -> str:
    return url_for("office.staff.edit", account=number)
