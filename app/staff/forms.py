from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.lib.addresses import UnusableAddress, normalised_email
from app.lib.names import tidy
from app.staff.accounts import SHORTEST_PASSWORD
from app.staff.models import Role

ROLES = [
    (Role.OFFICE.value, _l("Ufficio: vede e fa tutto del programma")),
    (Role.DESK.value, _l("Sportello: iscrive le persone che ha davanti, e vede solo quelle")),
    (Role.FACILITATOR.value, _l("Conduce: vede chi viene alle edizioni affidate")),
    (Role.ADMIN.value, _l("Amministrazione: come l’ufficio, e in più gli accessi")),
]


def lowered(text: str | None) -> str:
    return (text or "").strip().lower()


class SignInForm(FlaskForm):
    email = StringField(_l("E-mail"), [DataRequired(_l("Scrivi la tua e-mail")), Length(max=254)], filters=[lowered])
    password = PasswordField(_l("Password"), [DataRequired(_l("Scrivi la password")), Length(max=200)])
    way_back = HiddenField(name="poi")


def _tidied(text: str | None) -> str:
    return tidy(text or "")


def _long_enough(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise ValidationError(_l("Servono almeno %(characters)s caratteri", characters=SHORTEST_PASSWORD))


class AccountForm(FlaskForm):
    """Whose account it is, and what they do."""

    name = StringField(_l("Nome"), [DataRequired(_l("Scrivi il nome")), Length(max=120)], filters=[_tidied])
    role = RadioField(_l("Che cosa fa"), [InputRequired(_l("Scegli che cosa fa"))], choices=ROLES)


class NewPasswordForm(FlaskForm):
    """A password for somebody else: typed, or made up when nothing is."""

    password = PasswordField(_l("Password"), [Optional(), Length(max=200)])

    def validate_password(self, field: PasswordField) -> None:
        _long_enough(field.data or "")


class NewAccountForm(AccountForm, NewPasswordForm):
    """A new account."""

    email = StringField(_l("E-mail"), [DataRequired(_l("Scrivi l’e-mail")), Length(max=254)], filters=[lowered])

    def validate_email(self, field: StringField) -> None:
        try:
            field.data = normalised_email(field.data or "")
        except UnusableAddress as error:
            raise ValidationError(_l("Scrivi l’e-mail per intero, ad esempio nome@example.org")) from error


class OwnPasswordForm(FlaskForm):
    """One's own password, once as it is and twice as it is to be."""

    old = PasswordField(_l("Password di adesso"), [DataRequired(_l("Scrivi la password di adesso")), Length(max=200)])
    new = PasswordField(_l("Password nuova"), [DataRequired(_l("Scrivi la password nuova")), Length(max=200)])
    again = PasswordField(
        _l("Password nuova, un’altra volta"), [DataRequired(_l("Scrivi un’altra volta la password nuova"))]
    )

    def validate_new(self, field: PasswordField) -> None:
        _long_enough(field.data or "")

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.new.data:
            raise ValidationError(_l("Le due password nuove non sono uguali"))
