"""Days on which nothing is held: the office's own closures, the patrons' days."""

from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.programme.forms.fields import DayField, tidied
from app.programme.models import Programme

A_LEAP_YEAR = 2028


class ClosureForm(FlaskForm):
    """One day may be written once: the last day is then the first."""

    first_on = DayField(_l("Primo giorno di chiusura"), [DataRequired(_l("Scrivi il primo giorno di chiusura"))])
    last_on = DayField(_l("Ultimo giorno di chiusura"), [Optional()])
    reason = StringField(
        _l("Motivo"),
        [
            DataRequired(_l("Scrivi il motivo, come «chiusura estiva»")),
            Length(max=100, message=_l("Il motivo può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )

    def __init__(self, programme: Programme, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.programme = programme

    @property
    def days(self) -> tuple[date, date]:
        first = self.first_on.data
        assert first, "only a valid form has days"
        return first, self.last_on.data or first

    def validate_first_on(self, field: DayField) -> None:
        first, last = field.data, self.last_on.data or field.data
        if first and last and (first > self.programme.last_on or last < self.programme.first_on):
            raise ValidationError(
                _l(
                    "Questi giorni non sono del semestre, che va dal %(first)s al %(last)s",
                    first=f"{self.programme.first_on:%d/%m/%Y}",
                    last=f"{self.programme.last_on:%d/%m/%Y}",
                )
            )

    def validate_last_on(self, field: DayField) -> None:
        if field.data and self.first_on.data and field.data < self.first_on.data:
            raise ValidationError(_l("L'ultimo giorno viene prima del primo: correggi uno dei due"))


class PatronForm(FlaskForm):
    municipality = StringField(
        _l("Comune"),
        [
            DataRequired(_l("Scrivi il comune")),
            Length(max=100, message=_l("Il comune può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
    name = StringField(
        _l("Patrono"),
        [
            DataRequired(_l("Scrivi il nome del patrono")),
            Length(max=100, message=_l("Il nome può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
    day = IntegerField(
        _l("Giorno"), [InputRequired(_l("Scrivi il giorno")), NumberRange(1, 31, _l("Scrivi un giorno da 1 a 31"))]
    )
    month = SelectField(_l("Mese"), choices=[], coerce=int)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        names = get_locale().months["stand-alone"]["wide"]
        self.month.choices = [(number, names[number]) for number in range(1, 13)]

    def validate_day(self, field: IntegerField) -> None:
        try:
            date(A_LEAP_YEAR, self.month.data or 1, field.data or 1)
        except (ValueError, OverflowError) as error:
            raise ValidationError(_l("In questo mese non c'è questo giorno")) from error
