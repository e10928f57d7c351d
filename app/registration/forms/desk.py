"""The form with which staff sign a person up."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from app.languages.offered import language_choices
from app.registration.forms.person import PersonForm


class StaffPersonForm(PersonForm):
    """A person whom staff sign up: the language is asked, and a contact may be missing."""

    language = SelectField(_l("Lingua dei messaggi"), choices=language_choices, default="it")
    no_contact_at_all = BooleanField(_l("Non ha né e-mail né telefono"))

    def validate(self, extra_validators: Any = None) -> bool:
        if self.no_contact_at_all.data and not (self.email.data or self.phone.data):
            return FlaskForm.validate(self, extra_validators)
        return super().validate(extra_validators)
