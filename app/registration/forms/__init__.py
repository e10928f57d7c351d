"""The forms of sign-up: shape only; the rules are the verbs'."""

from app.registration.forms.desk import LANGUAGES, StaffPersonForm
from app.registration.forms.person import NameForm, PersonForm, tidied

__all__ = ["LANGUAGES", "NameForm", "PersonForm", "StaffPersonForm", "tidied"]
