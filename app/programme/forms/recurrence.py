"""A rule by which meetings come again. It is read from the address, so that a preview can be kept and sent on."""

from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional

from app.programme.forms import choices
from app.programme.forms.fields import DayField, GroupedField, HourField, RowForm, Ticks
from app.programme.models import Edition, Programme
from app.programme.recurrence import MOST_MEETINGS, Rule

ADD, ONE, MANY = "aggiungi", "una", "tante"
MOST_WEEKS = 12
A_MONDAY = date(2024, 1, 1)


class RecurrenceForm(RowForm):
    edition = SelectField(_l("Quale edizione"), [DataRequired(_l("Scegli un'edizione"))], choices=[], coerce=str)
    into = RadioField(
        _l("Che cosa fare delle date"),
        [DataRequired(_l("Scegli che cosa fare delle date"))],
        choices=[
            (ADD, _l("Aggiungerle a questa edizione, come suoi incontri")),
            (ONE, _l("Un'altra edizione come questa, con tutte queste date")),
            (MANY, _l("Un'altra edizione come questa per ogni data, con i codici che seguono")),
        ],
        coerce=str,
        default=ADD,
    )
    weekdays = Ticks(_l("In quali giorni"), [DataRequired(_l("Scegli almeno un giorno"))], choices=[], coerce=int)
    every_weeks = IntegerField(
        _l("Ogni quante settimane"), [NumberRange(1, MOST_WEEKS, _l("Scrivi un numero da 1 a 12"))], default=1
    )
    first_on = DayField(_l("A partire dal"), [DataRequired(_l("Scrivi da quale giorno"))])
    count = IntegerField(
        _l("Quante volte"), [Optional(), NumberRange(1, MOST_MEETINGS, _l("Scrivi un numero da 1 a 60"))]
    )
    until = DayField(_l("Oppure fino al"), [Optional()])
    starts = HourField(_l("Dalle"), [DataRequired(_l("Scrivi a che ora comincia"))])
    ends = HourField(_l("Alle"), [DataRequired(_l("Scrivi a che ora finisce"))])
    place = GroupedField(_l("Sede e sala"), [DataRequired(_l("Scegli dove si tiene"))], choices=[], coerce=str)
    skips_closures = BooleanField(_l("Salta feste, patroni e chiusure dell'ufficio"))

    def __init__(self, programme: Programme, editions: list[Edition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.edition.choices = [("", _l("Scegli un'edizione"))] + [
            (str(one.id), f"{one.code} · {one.title}") for one in editions if not one.is_cancelled
        ]
        self.weekdays.choices = [(number, format_date(A_MONDAY.replace(day=number), "EEEE")) for number in range(1, 8)]
        self.place.choices = choices.places([self.place.data or ""])

    def validate_first_on(self, field: DayField) -> None:
        if field.data and not self.programme.holds(field.data):
            first, last = f"{self.programme.first_on:%d/%m/%Y}", f"{self.programme.last_on:%d/%m/%Y}"
            raise ValidationError(
                _("Il semestre va dal %(first)s al %(last)s: scrivi un giorno fra questi", first=first, last=last)
            )

    def validate_ends(self, field: HourField) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("Finisce prima di cominciare: correggi uno dei due orari"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        if self.count.data is None and self.until.data is None and not self.count.errors:
            self.count.errors = [_l("Scrivi quante volte, oppure fino a quando")]
            return False
        return fine

    @property
    def rule(self) -> Rule:
        """What was typed, once it is valid."""
        typed: Any = self.data
        return Rule(
            first_on=typed["first_on"],
            weekdays=frozenset(typed["weekdays"]),
            starts=typed["starts"],
            ends=typed["ends"],
            every_weeks=typed["every_weeks"],
            count=typed["count"],
            until=typed["until"],
            skips_closures=typed["skips_closures"],
        )
