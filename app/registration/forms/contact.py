"""The form that asks for one contact, whichever it is."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.registration.forms.person import tidied


class ContactForm(FlaskForm):
    contact = StringField(
        _l("E-mail o telefono"),
        [
            DataRequired(_l("Scrivi l'e-mail o il telefono: basta uno dei due")),
            Length(max=254, message=_l("L'e-mail è troppo lunga")),
        ],
        filters=[tidied],
    )

    def validate_contact(self, field: StringField) -> None:
        try:
            self.normalised()
        except UnusableAddress as error:
            raise ValidationError(
                _l("Scrivi l'e-mail o il telefono per intero, ad esempio nome@example.org o 333 1234567")
            ) from error

    def normalised(self) -> str:
        """What was typed, as registrations keep it. Raises UnusableAddress."""
        text = self.contact.data or ""
        return normalised_email(text) if "@" in text else normalised_phone(text)


class CodeForm(FlaskForm):
    code = StringField(
        _l("Codice di 6 cifre"), [DataRequired(_l("Scrivi il codice di 6 cifre")), Length(max=30)], filters=[tidied]
    )

    def figures(self) -> str:
        """The figures of what was typed, in whatever script and groups."""
        return "".join(str(int(c)) for c in self.code.data or "" if c.isdecimal())
