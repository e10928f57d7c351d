"""The forms of the door: shape only; the rules are the verbs'."""

import uuid

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, ValidationError
from wtforms.validators import UUID, DataRequired, Length

from app.languages.offered import language_choices
from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.registration.forms import NameForm, tidied
from app.registration.sign_up import Person


def canonical(text: str | None) -> str | None:
    """A UUID in its usual spelling; anything else as it is."""
    try:
        return str(uuid.UUID(text or ""))
    except ValueError:
        return text


class WalkInForm(NameForm):
    """Somebody without a place, at the door: a name is enough."""

    contact = StringField(
        _l("E-mail o telefono"),
        [Length(max=254, message=_l("L'e-mail o il telefono è troppo lungo"))],
        filters=[tidied],
    )
    language = SelectField(_l("Lingua dei messaggi"), choices=language_choices, default="it")
    scan_id = HiddenField(validators=[DataRequired(), UUID()], filters=[canonical])

    def validate_contact(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            self.normalised_contact()
        except UnusableAddress as error:
            raise ValidationError(
                _l("Scrivi per intero l'e-mail (nome@example.org) o il telefono (333 1234567), oppure lascia vuoto")
            ) from error

    def normalised_contact(self) -> tuple[str | None, str | None]:
        """E-mail and telephone, one of which is None. Raises UnusableAddress."""
        contact = self.contact.data or ""
        if not contact:
            return None, None
        if "@" in contact:
            return normalised_email(contact), None
        return None, normalised_phone(contact)

    def person(self) -> Person:
        """Who the (valid) form describes."""
        email, phone = self.normalised_contact()
        return Person(
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            email=email,
            phone=phone,
            language=self.language.data or "it",
        )


class DeviceForm(FlaskForm):
    """A new link for the door."""

    label = StringField(
        _l("Di chi è il telefono"),
        [
            DataRequired(_l("Scrivi di chi è il telefono, ad esempio «Telefono di Marta»")),
            Length(max=60, message=_l("Al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
