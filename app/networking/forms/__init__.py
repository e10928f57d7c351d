"""The forms of invitations and delegates: shape only; the rules are the verbs'."""

from app.networking.forms.delegates import DelegateForm, EnrolForm
from app.networking.forms.invitations import MOST_DELEGATES, RELATIONS, AnswerForm, BodyForm, ListForm, SendForm

__all__ = [
    "MOST_DELEGATES",
    "RELATIONS",
    "AnswerForm",
    "BodyForm",
    "DelegateForm",
    "EnrolForm",
    "ListForm",
    "SendForm",
]
