"""A half-year and its rules, as the office writes them."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from app.db import db
from app.lib.clock import today
from app.programme import built_in_notice, half_year
from app.programme.change_half_year import rule_of
from app.programme.forms import choices
from app.programme.forms.fields import DayField, tidied
from app.programme.half_year import HalfYear
from app.programme.models import Funding, PrivacyNotice, Programme

LONGEST_TITLE = 200
SHARES = {  # of the hours held, for a certificate: the fractions that people say
    (1, 2): _l("metà delle ore"),
    (3, 5): _l("tre quinti delle ore"),
    (2, 3): _l("due terzi delle ore"),
    (7, 10): _l("sette decimi delle ore"),
    (3, 4): _l("tre quarti delle ore"),
    (4, 5): _l("quattro quinti delle ore"),
    (9, 10): _l("nove decimi delle ore"),
    (1, 1): _l("tutte le ore"),
}
AS_AN_EXAMPLE = 9  # hours: three meetings of three, as labs often are
YEARS_TO_CHOOSE_FROM = (-1, 3)  # from last year's on
DAYS = NumberRange(0, 365, _l("Scrivi un numero di giorni da 0 a 365"))


class HalfYearForm(FlaskForm):
    title = StringField(
        _l("Titolo"),
        [
            DataRequired(_l("Scrivi il titolo")),
            Length(max=LONGEST_TITLE, message=_l("Il titolo può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
    first_on = DayField(_l("Primo giorno"), [DataRequired(_l("Scrivi il primo giorno"))])
    last_on = DayField(_l("Ultimo giorno"), [DataRequired(_l("Scrivi l'ultimo giorno"))])
    sign_up_opens_days_before = IntegerField(_l("Le iscrizioni aprono, giorni prima"), [Optional(), DAYS])
    sign_up_closes_days_before = IntegerField(_l("Le iscrizioni chiudono, giorni prima"), [Optional(), DAYS])
    most_open_registrations = IntegerField(
        _l("Iscrizioni aperte per persona, al massimo"),
        [Optional(), NumberRange(1, 100, _l("Scrivi un numero da 1 a 100"))],
    )
    minimum_people = IntegerField(
        _l("Numero minimo di persone"), [Optional(), NumberRange(0, 1000, _l("Scrivi un numero da 0 a 1000"))]
    )
    certificate_share = SelectField(_l("Per l'attestato serve"), choices=[], coerce=str)
    funding = SelectField(_l("Finanziamento delle edizioni nuove"), [Optional()], choices=[], coerce=str, default="")
    privacy_notice = SelectField(_l("Informativa privacy"), [Optional()], choices=[], coerce=str, default="")

    def __init__(self, programme: Programme | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        own = (programme.certificate_share_of, programme.certificate_share_in) if programme else None
        self.certificate_share.choices = share_choices(own)
        self.funding.choices = choices.fundings()
        self.privacy_notice.choices = notices()

    def validate_last_on(self, field: DayField) -> None:
        if field.data and self.first_on.data and field.data < self.first_on.data:
            raise ValidationError(_l("L'ultimo giorno viene prima del primo: correggi uno dei due"))

    def validate_sign_up_closes_days_before(self, field: IntegerField) -> None:
        opens = self.sign_up_opens_days_before.data
        if field.data is not None and opens is not None and field.data > opens:
            raise ValidationError(_l("Le iscrizioni chiuderebbero prima di aprire: correggi uno dei due numeri"))


class NewHalfYearForm(HalfYearForm):
    """Title and days may be left out: they are then those of the half-year chosen."""

    half = SelectField(_l("Semestre"), choices=[], coerce=str)
    title = StringField(
        _l("Titolo"),
        [Optional(), Length(max=LONGEST_TITLE, message=_l("Il titolo può avere al massimo %(max)d lettere"))],
        filters=[tidied],
    )
    first_on = DayField(_l("Primo giorno"), [Optional()])
    last_on = DayField(_l("Ultimo giorno"), [Optional()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.half.choices = half_year_choices()

    @property
    def chosen(self) -> HalfYear:
        return by_slug(self.half.data)

    def validate_last_on(self, field: DayField) -> None:
        half = by_slug(self.half.data)
        first, last = self.first_on.data or half.first_on, field.data or half.last_on
        if last < first:
            raise ValidationError(_l("L'ultimo giorno viene prima del primo: correggi uno dei due"))
        if last < half.first_on or first > half.last_on:
            raise ValidationError(outside_words(half))


def outside_words(half: HalfYear) -> str:
    """That these days are not of this half-year at all."""
    return _(
        "Nessuno di questi giorni è del semestre %(slug)s, che va dal %(first)s al %(last)s: correggi i giorni, o "
        "scegli l'altro semestre",
        slug=half.slug,
        first=f"{half.first_on:%d/%m/%Y}",
        last=f"{half.last_on:%d/%m/%Y}",
    )


def shown(programme: Programme) -> dict[str, Any]:
    """All that the form shows of ``programme``."""
    share_of, share_in = programme.certificate_share_of, programme.certificate_share_in
    plain = ("title", "first_on", "last_on", "sign_up_opens_days_before", "sign_up_closes_days_before")
    return {
        **{name: rule_of(programme, name) for name in (*plain, "most_open_registrations", "minimum_people")},
        "certificate_share": f"{share_of}/{share_in}",
        "funding": str(programme.funding_id or ""),
        "privacy_notice": str(programme.privacy_notice_id or ""),
    }


def typed(form: HalfYearForm) -> dict[str, Any]:
    """What was typed, as keys of change_half_year.RULES."""
    share_of, share_in = (form.certificate_share.data or "2/3").split("/")
    return {
        "title": form.title.data or None,
        "first_on": form.first_on.data,
        "last_on": form.last_on.data,
        "sign_up_opens_days_before": form.sign_up_opens_days_before.data,
        "sign_up_closes_days_before": form.sign_up_closes_days_before.data,
        "most_open_registrations": form.most_open_registrations.data,
        "minimum_people": form.minimum_people.data,
        "certificate_share": (int(share_of), int(share_in)),
        "funding": db.session.get_one(Funding, int(form.funding.data)) if form.funding.data else None,
        "privacy_notice": db.session.get_one(PrivacyNotice, int(form.privacy_notice.data))
        if form.privacy_notice.data
        else None,
    }


def share_choices(own: tuple[int, int] | None = None) -> list[tuple[str, str]]:
    """The fractions to choose from, with what each comes to; one of its ``own`` that nobody says is there too."""
    found = {**SHARES, **({own: f"{own[0]}/{own[1]}"} if own and own not in SHARES else {})}
    return [
        (
            f"{share_of}/{share_in}",
            _(
                "%(share)s (su %(held)s ore, almeno %(asked)s)",
                share=words,
                held=AS_AN_EXAMPLE,
                asked=_hours(AS_AN_EXAMPLE * 60 * share_of / share_in),
            ),
        )
        for (share_of, share_in), words in sorted(found.items(), key=lambda pair: pair[0][0] / pair[0][1])
    ]


def _hours(minutes: float) -> str:
    """«6», or «6 e 45 minuti»."""
    hours, rest = divmod(round(minutes), 60)
    return _("%(hours)s e %(minutes)s minuti", hours=hours, minutes=rest) if rest else str(hours)


def notices() -> list[tuple[str, str]]:
    """The notices that a half-year may choose, the latest first; the one built in stands without a number."""
    written = db.session.scalars(select(PrivacyNotice).order_by(PrivacyNotice.id.desc()))
    named = [(str(notice.id), _("Versione %(version)s", version=notice.version)) for notice in written]
    return [*named, ("", _("Quella di base (versione %(version)s)", version=built_in_notice.VERSION))]


def half_years() -> list[HalfYear]:
    """The half-years that can be made, the earliest first."""
    begins, ends = YEARS_TO_CHOOSE_FROM
    return [HalfYear(year, half) for year in range(today().year + begins, today().year + ends) for half in (1, 2)]


def half_year_choices() -> list[tuple[str, str]]:
    return [(half.slug, name_of(half)) for half in half_years()]


def name_of(half: HalfYear) -> str:
    """«2027-2, luglio–dicembre 2027»."""
    months = _("gennaio–giugno") if half.half == 1 else _("luglio–dicembre")
    return f"{half.slug}, {months} {half.year}"


def by_slug(slug: str | None) -> HalfYear:
    """The half-year chosen; the one of today when the choice is none of ours."""
    return half_year.named(slug or "") or half_year.of(today())


def next_free(taken: set[str], after: date) -> HalfYear:
    """The first half-year to come that is not there yet."""
    to_come = [half for half in half_years() if half.last_on >= after and half.slug not in taken]
    return to_come[0] if to_come else half_year.of(after)
