"""The forms of sign-up: shape only; the rules are the verbs'."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.lib.names import LONGEST_NAME, tidy
from app.registration.sign_up import Person
from app.web.access_needs import ACCESS_NEEDS


def tidied(text: str | None) -> str:
    return tidy(text or "")


class NameFields:
    """A person's name, in any script."""

    first_name = StringField(
        _l("Nome"),
        [
            DataRequired(_l("Scrivi il nome")),
            Length(max=LONGEST_NAME, message=_l("Il nome può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
    last_name = StringField(
        _l("Cognome"),
        [
            DataRequired(_l("Scrivi il cognome")),
            Length(max=LONGEST_NAME, message=_l("Il cognome può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )

    def validate_first_name(self, field: StringField) -> None:
        if not any(character.isalpha() for character in field.data or ""):
            raise ValidationError(_l("Scrivi il nome con le lettere"))

    def validate_last_name(self, field: StringField) -> None:
        if not any(character.isalpha() for character in field.data or ""):
            raise ValidationError(_l("Scrivi il cognome con le lettere"))


class NameForm(NameFields, FlaskForm):
    """A form that asks a name."""


def access_needs() -> SelectMultipleField:
    return SelectMultipleField(
        _l("Ti serve qualcosa per partecipare bene?"),
        choices=list(ACCESS_NEEDS.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=True,
    )


class ContactFields:
    """How a person is reached, in a form that also asks the name, what they need and their job title."""

    first_name: StringField
    last_name: StringField
    access_needs: SelectMultipleField
    job_title: StringField
    email = StringField(_l("E-mail"), [Length(max=254, message=_l("L'e-mail è troppo lunga"))], filters=[tidied])
    phone = StringField(
        _l("Telefono"), [Length(max=30, message=_l("Il numero di telefono è troppo lungo"))], filters=[tidied]
    )

    def validate_email(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            normalised_email(field.data)
        except UnusableAddress as error:
            raise ValidationError(_l("Scrivi l'e-mail per intero, ad esempio nome@example.org")) from error

    def validate_phone(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            normalised_phone(field.data)
        except UnusableAddress as error:
            raise ValidationError(_l("Scrivi il numero per intero, ad esempio 333 1234567 o 051 123456")) from error

    def person(self, language: str) -> Person:
        """Who the (valid) form describes, to be written to in ``language``."""
        return Person(
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            email=normalised_email(self.email.data) if self.email.data else None,
            phone=normalised_phone(self.phone.data) if self.phone.data else None,
            language=language,
            access_needs=list(self.access_needs.data or []),
            job_title=self.job_title.data or None,
        )


class PersonForm(ContactFields, NameForm):
    """Who signs up. One contact is enough; both are welcome."""

    access_needs = access_needs()
    organisation = StringField(_l("Ente"), [Length(max=200)], filters=[tidied])
    job_title = StringField(_l("Ruolo"), [Length(max=200)], filters=[tidied])
    request_key = HiddenField(validators=[Length(max=64)])
    notice_version = HiddenField(validators=[Length(max=64)])

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if not (self.email.data or self.phone.data):
            self.email.errors = [*self.email.errors, self.no_contact()]
            return False
        return valid

    @staticmethod
    def no_contact() -> str:
        return _("Scrivi l'e-mail o il telefono: basta uno dei due")

    def person(self, language: str) -> Person:
        return replace(super().person(language), organisation=self.organisation.data or None)
