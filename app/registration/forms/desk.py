"""The forms with which staff sign people up: they speak of the person, not to them."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.languages.offered import language_choices
from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.people.models import Participant
from app.registration.forms.person import NameForm, PersonForm, tidied
from app.registration.person import Person
from app.web.access_needs import THEIR_ACCESS_NEEDS
from app.web.referrals import referral_key

LONGEST_REFERRAL = 100  # letters
AS_LAST_TIME = ""  # the language of who has been here before, Italian for anybody else


def their_needs() -> SelectMultipleField:
    """What the person in front of us needs, as those who ask say it."""
    return SelectMultipleField(
        _l("Che cosa le serve per partecipare bene"),
        choices=list(THEIR_ACCESS_NEEDS.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=True,
    )


def who_sent_them() -> StringField:
    return StringField(
        _l("Chi l'ha inviata qui"),
        [Length(max=LONGEST_REFERRAL, message=_l("Usa al massimo %(max)d lettere"))],
        filters=[tidied],
    )


class StaffPersonForm(PersonForm):
    """A person whom staff sign up for one edition: the language is asked, and a contact may be missing."""

    access_needs = their_needs()
    language = SelectField(_l("Lingua dei messaggi"), choices=language_choices, default="it")
    no_contact_at_all = BooleanField(_l("Non ha né e-mail né telefono"))
    referral = who_sent_them()
    last_minute = BooleanField(_l("Se è pieno: può venire anche avvisata nelle ultime ore"))

    def validate(self, extra_validators: Any = None) -> bool:
        if self.no_contact_at_all.data and not (self.email.data or self.phone.data):
            return FlaskForm.validate(self, extra_validators)
        return super().validate(extra_validators)

    @staticmethod
    def no_contact() -> str:
        return _("Scrivi la sua e-mail o il suo telefono, oppure segna che non ha né l'una né l'altro")

    def person(self, language: str) -> Person:
        return replace(
            super().person(language), referral=referral_key(self.referral.data), last_minute=self.last_minute.data
        )


class ReservationForm(StaffPersonForm):
    """A person for whom staff hold a place until a day."""

    until = DateField(_l("Fino al giorno"), [InputRequired(_l("Scrivi il giorno"))])
    over_seats = BooleanField(_l("Se non c'è un posto libero: tieni un posto lo stesso, oltre i posti"))


class DeskForm(NameForm):
    """One person, one contact field, one or several editions: what the desk types while somebody waits."""

    words = StringField(_l("Laboratorio"), [Length(max=200)], filters=[tidied])
    editions = SelectMultipleField(_l("Laboratori"), coerce=int)
    contact = StringField(_l("Telefono o e-mail"), [Length(max=300, message=_l("È troppo lungo"))], filters=[tidied])
    person = HiddenField(validators=[Length(max=20)])
    no_contact = BooleanField(_l("Non ha né telefono né e-mail"))
    language = SelectField(_l("Lingua dei messaggi"), default=AS_LAST_TIME)
    access_needs = their_needs()
    referral = who_sent_them()
    last_minute = BooleanField(_l("Se è pieno: può venire anche avvisata nelle ultime ore"))
    over_seats = BooleanField(_l("Se è pieno: dalle il posto lo stesso, oltre i posti"))
    anyway = BooleanField(_l("Iscrivi lo stesso"))
    request_key = HiddenField(validators=[Length(max=64)])

    def __init__(self, *arguments: Any, **facts: Any) -> None:
        super().__init__(*arguments, **facts)
        self.language.choices = [(AS_LAST_TIME, _("Come l'altra volta; italiano per chi è nuovo")), *language_choices()]

    def contacts(self) -> tuple[str | None, str | None]:
        """The e-mail and the number typed, in their normal form. Raises UnusableAddress."""
        parts = (self.contact.data or "").replace(",", " ").replace(";", " ").split()
        emails = [part for part in parts if "@" in part]
        number = " ".join(part for part in parts if "@" not in part)
        if len(emails) > 1:
            raise UnusableAddress(self.contact.data)
        return (
            normalised_email(emails[0]) if emails else None,
            normalised_phone(number) if number else None,
        )

    def reached_at(self) -> list[str]:
        """The contacts typed, if they can be used."""
        try:
            return [contact for contact in self.contacts() if contact]
        except UnusableAddress:
            return []

    @property
    def chosen(self) -> list[int]:
        """The numbers of the editions that are ticked."""
        return list(self.editions.data or [])

    @property
    def has_no_name(self) -> bool:
        return not (self.first_name.data or self.last_name.data)

    def take(self, known: Participant) -> None:
        """Somebody we know: the name is theirs."""
        self.first_name.data, self.last_name.data = known.first_name, known.last_name

    def validate_words(self, _field: StringField) -> None:
        if not self.editions.data:
            raise ValidationError(_("Scegli almeno un laboratorio"))

    def validate_contact(self, field: StringField) -> None:
        if not field.data and not self.no_contact.data:
            raise ValidationError(_("Scrivi il telefono o l'e-mail, oppure segna che non li ha"))
        try:
            self.contacts()
        except UnusableAddress as error:
            raise ValidationError(
                _("Scrivi un numero, ad esempio 333 1234567, o un'e-mail, ad esempio nome@example.org, o tutti e due")
            ) from error

    def signed_up(self) -> Person:
        """Who the (valid) form describes."""
        email, phone = self.contacts()
        return Person(
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            email=email,
            phone=phone,
            language=self.language.data or AS_LAST_TIME,
            access_needs=list(self.access_needs.data or []),
            referral=referral_key(self.referral.data),
            last_minute=self.last_minute.data,
        )
