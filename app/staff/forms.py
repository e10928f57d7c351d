from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length


def lowered(text: str | None) -> str:
    return (text or "").strip().lower()


class SignInForm(FlaskForm):
    email = StringField(_l("E-mail"), [DataRequired(_l("Scrivi la tua e-mail")), Length(max=254)], filters=[lowered])
    password = PasswordField(_l("Password"), [DataRequired(_l("Scrivi la password")), Length(max=200)])
