"""Who leads, as the office writes it: how to reach them, when they can, when they are away."""

from itertools import islice
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from app.lib.addresses import UnusableAddress, normalised_email
from app.programme.forms.fields import DayField, Ticks
from app.programme.forms.list_fields import name_field, retired_field, short_text, tidied_or_none, too_long
from app.programme.models import Facilitator

WEEKDAYS = {
    "1": _l("lunedì"),
    "2": _l("martedì"),
    "3": _l("mercoledì"),
    "4": _l("giovedì"),
    "5": _l("venerdì"),
    "6": _l("sabato"),
    "7": _l("domenica"),
}
PARTS = {"mattina": _l("mattina"), "pomeriggio": _l("pomeriggio"), "sera": _l("sera")}
HALF_DAYS = {f"{day}-{part}": words for day in WEEKDAYS for part, words in PARTS.items()}
LONGEST_EMAIL = 254  # letters


class FacilitatorForm(FlaskForm):
    name = name_field(_l("Nome"))
    is_person = RadioField(
        _l("Chi è?"),
        choices=[
            ("si", _l("Una persona: non può essere in due posti alla stessa ora")),
            ("no", _l("Una funzione, come «Operatrice Sportello Lavoro»: possono essere più persone")),
        ],
        default="no",
    )
    email = StringField(
        _l("E-mail"), [Optional(), Length(max=LONGEST_EMAIL, message=too_long())], filters=[tidied_or_none]
    )
    available_at = Ticks(
        _l("Quando può, di solito"),
        choices=list(HALF_DAYS.items()),
    )
    is_retired = retired_field(_l("Non conduce più: non proporlo per le nuove edizioni"))

    def validate_email(self, field: StringField) -> None:
        try:
            field.data = normalised_email(field.data or "")
        except UnusableAddress as error:
            raise ValidationError(_l("Controlla l’e-mail: non sembra completa")) from error

    def week(self) -> list[tuple[Any, list[Any]]]:
        """The boxes of each day of the week, with the day's name."""
        boxes = iter(self.available_at)
        return [(words, list(islice(boxes, len(PARTS)))) for words in WEEKDAYS.values()]


class AbsenceForm(FlaskForm):
    first_on = DayField(_l("Dal"), [DataRequired(_l("Scrivi il primo giorno"))])
    last_on = DayField(_l("Al"), [Optional()])
    reason = short_text(_l("Motivo"))

    def validate_last_on(self, field: DayField) -> None:
        if field.data and self.first_on.data and field.data < self.first_on.data:
            raise ValidationError(_l("L’ultimo giorno viene prima del primo"))


def shown(one: Facilitator) -> dict[str, Any]:
    return {
        "name": one.name,
        "is_person": "si" if one.is_person else "no",
        "email": one.email,
        "available_at": one.available_at or [],
        "is_retired": one.is_retired,
    }


def typed(form: FacilitatorForm) -> dict[str, Any]:
    """What was typed, as columns by name; none of the boxes, or all, is always."""
    ticked = [value for value in HALF_DAYS if value in (form.available_at.data or ())]
    always = len(ticked) in (0, len(HALF_DAYS))
    return {
        "name": form.name.data,
        "is_person": form.is_person.data == "si",
        "email": form.email.data or None,
        "available_at": None if always else ticked,
        "is_retired": form.is_retired.data,
    }
