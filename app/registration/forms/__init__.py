"""The forms of sign-up: shape only; the rules are the verbs'."""

from app.registration.forms.desk import StaffPersonForm
from app.registration.forms.person import NameForm, PersonForm, tidied

__all__ = ["NameForm", "PersonForm", "StaffPersonForm", "tidied"]
