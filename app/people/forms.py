from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.registration.forms import NameForm, tidied


class CorrectNameForm(NameForm):
    """The name as it should be."""


class ContactForm(FlaskForm):
    """An e-mail or a telephone number: which of the two, one sees."""

    value = StringField(
        _l("E-mail o telefono"),
        [DataRequired(_l("Scrivi un’e-mail o un numero di telefono")), Length(max=254)],
        filters=[tidied],
    )
    write_here = BooleanField(_l("Manda qui i messaggi sulle iscrizioni ancora aperte"), default=True)

    def validate_value(self, field: StringField) -> None:
        typed = field.data or ""
        try:
            self.contact = normalised_email(typed) if "@" in typed else normalised_phone(typed)
        except UnusableAddress as error:
            example = _l("Scrivi l’e-mail o il numero per intero, ad esempio nome@example.org o 333 1234567")
            raise ValidationError(example) from error
