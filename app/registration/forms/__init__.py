"""The forms of sign-up: shape only; the rules are the verbs'."""

from app.registration.forms.desk import DeskForm, StaffPersonForm
from app.registration.forms.person import ContactFields, NameForm, PersonForm, tidied
from app.registration.forms.sign_up import SignUpForm

__all__ = ["ContactFields", "DeskForm", "NameForm", "PersonForm", "SignUpForm", "StaffPersonForm", "tidied"]
