"""The steps of signing up to one edition or several: the notice, the details, a last look; nothing is kept before."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.programme.models import Edition, Programme
from app.programme.notices import notice_of, version_of
from app.registration.forms import SignUpForm
from app.registration.overlaps import clashes_among
from app.registration.second_chance import SecondChance, second_chances
from app.registration.views.sending import Sent, said_of, send

NOTICE, DETAILS, CHANGE, SUBMIT = "informativa", "dati", "modifica", "invia"
NEARLY_FULL = 3  # places, or fewer


@dataclass(frozen=True)
class Errand:
    """What somebody is signing up to, and the addresses of the pages on the way."""

    programme: Programme
    editions: Sequence[Edition]
    action: str  # where the form is sent
    back: str  # the page that it all began on
    notice: str
    details: str

    @property
    def edition(self) -> Edition | None:
        """The only edition, if it is one."""
        return self.editions[0] if len(self.editions) == 1 else None

    @property
    def asks_last_minute(self) -> bool:
        return any(edition.seats_left <= NEARLY_FULL for edition in self.editions)

    @property
    def is_networking(self) -> bool:
        return any(edition.activity.is_networking for edition in self.editions)

    @property
    def all_full(self) -> bool:
        return all(edition.is_full for edition in self.editions)

    def second_chances(self) -> SecondChance | None:
        """What else there is, when the only edition is full."""
        return second_chances(self.edition) if self.edition and self.edition.is_full else None


def read(errand: Errand) -> ResponseReturnValue:
    """The page of the step that the address asks for."""
    if request.args.get("passo") == DETAILS:
        return details(errand, _empty_form(errand.programme))
    return _notice(errand)


def take(errand: Errand) -> ResponseReturnValue:
    """The details come in, are shown again for a last look, and come back to be kept."""
    form, step = SignUpForm(), request.form.get("passo")
    if _has_another_notice(errand.programme, form):
        return _notice(errand, is_new=True), 409
    if rows := request.form.get("persone"):
        return details(errand, form, focus=_change_rows(form, rows))
    if step == CHANGE:
        return details(errand, form)
    if not form.validate():
        return details(errand, form), 422
    if step != SUBMIT:
        return _summary(errand, form)
    return _answer(errand, form, send(errand.editions, form, version_of(errand.programme)))


def details(errand: Errand, form: SignUpForm, refusal: str | None = None, focus: int | None = None) -> str:
    """The form. ``focus`` is the number of the person whose name is to be typed next."""
    return render_template(
        "registration/new.html", errand=errand, edition=errand.edition, form=form, refusal=refusal, focus=focus
    )


def _notice(errand: Errand, is_new: bool = False) -> str:
    return render_template(
        "registration/notice.html",
        errand=errand,
        edition=errand.edition,
        notice=notice_of(errand.programme),
        is_new=is_new,
    )


def _summary(errand: Errand, form: SignUpForm) -> str:
    return render_template(
        "registration/summary.html",
        errand=errand,
        edition=errand.edition,
        form=form,
        people=form.people(),
        clashes=clashes_among(errand.editions),
        second=errand.second_chances(),
    )


def _answer(errand: Errand, form: SignUpForm, sent: Sent) -> ResponseReturnValue:
    if sent.all_refused:
        return details(errand, form, refusal=said_of(sent)), sent.status
    return redirect(sent.address(errand.programme), 303)


def _change_rows(form: SignUpForm, wish: str) -> int | None:
    """One more person, or one less: «aggiungi», «togli-3». Returns whose name comes next, if anybody's."""
    if wish == "aggiungi":
        form.one_more()
        return form.how_many
    if found := re.fullmatch(r"togli-(\d)", wish):
        form.one_less(int(found[1]))
    return None


def _empty_form(programme: Programme) -> SignUpForm:
    return SignUpForm(formdata=None, request_key=secrets.token_urlsafe(16), notice_version=version_of(programme))


def _has_another_notice(programme: Programme, form: SignUpForm) -> bool:
    """Whether the notice was changed while somebody was filling the form: what they read is not what stands now."""
    read_version = form.notice_version.data
    return bool(read_version) and read_version != version_of(programme)
