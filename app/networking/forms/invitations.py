from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.lib.names import tidy
from app.people.models import Relation

MOST_DELEGATES = 50
RELATIONS = [
    ("", _l("Non so")),
    (Relation.WORKS_WITH_US, _l("Lavora già con noi")),
    (Relation.WOULD_LIKE_TO, _l("Vorrebbe lavorare con noi")),
]


def _tidied(text: str | None) -> str | None:
    return tidy(text or "") or None


class BodyForm(FlaskForm):
    """A body and how to reach it."""

    name = StringField(
        _l("Nome dell’ente"),
        [DataRequired(_l("Scrivi il nome dell’ente")), Length(max=150, message=_l("Al massimo %(max)d lettere"))],
        filters=[_tidied],
    )
    contact_name = StringField(_l("Persona di riferimento"), [Optional(), Length(max=120)], filters=[_tidied])
    email = StringField(_l("E-mail"), [Optional(), Length(max=254)], filters=[_tidied])
    phone = StringField(_l("Telefono"), [Optional(), Length(max=30)], filters=[_tidied])
    relation = RadioField(_l("Rapporto con l’ufficio"), choices=RELATIONS, default="")
    notes = TextAreaField(_l("Note interne"), [Optional(), Length(max=2000)])

    def validate_email(self, field: StringField) -> None:
        try:
            field.data = normalised_email(field.data or "")
        except UnusableAddress as error:
            raise ValidationError(_l("Controlla l’e-mail: non sembra completa")) from error

    def validate_phone(self, field: StringField) -> None:
        try:
            field.data = normalised_phone(field.data or "")
        except UnusableAddress as error:
            raise ValidationError(_l("Controlla il numero di telefono")) from error

    def facts(self) -> dict[str, str | None]:
        """The columns of Organisation that the form fills; blank is None."""
        return {
            name: (self.data[name] or None) for name in ("name", "contact_name", "email", "phone", "relation", "notes")
        }


class ListForm(FlaskForm):
    """Whom to put on the day's list: bodies the office knows, and new ones, one a line."""

    bodies = SelectMultipleField(
        _l("Enti che conosciamo"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    lines = TextAreaField(_l("Altri enti, uno per riga"), [Optional(), Length(max=10_000)])


class AnswerForm(FlaskForm):
    """Whether a body comes, and with how many."""

    answer = RadioField(
        _l("Venite?"),
        [InputRequired(_l("Scegli sì o no"))],
        choices=[("yes", _l("Sì, veniamo")), ("no", _l("No, non possiamo"))],
    )
    delegates = IntegerField(
        _l("In quanti?"),
        [
            Optional(),
            NumberRange(1, MOST_DELEGATES, _l("Scrivi un numero da %(min)d a %(max)d")),
        ],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        if right and self.comes and self.delegates.data is None:
            self.delegates.errors = [_l("Scrivi in quanti venite: anche un numero provvisorio va bene")]
            return False
        return bool(right)

    @property
    def comes(self) -> bool:
        return bool(self.answer.data == "yes")


class SendForm(FlaskForm):
    words = TextAreaField(_l("Qualche parola vostra, in cima all’invito"), [Optional(), Length(max=2000)])
