from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.composer.audience import Audience

LONGEST_SUBJECT, LONGEST_BODY = 150, 5000  # letters

AUDIENCES = [
    (Audience.CONFIRMED, _l("Chi ha il posto")),
    (Audience.WAITING, _l("Chi è in lista d’attesa")),
    (Audience.PRESENT, _l("Chi è venuto, almeno a un incontro")),
    (Audience.ABSENT, _l("Chi aveva il posto e non è venuto")),
]


class TextForm(FlaskForm):
    """A subject and a body, with gaps to fill."""

    subject = StringField(
        _l("Oggetto"),
        [
            DataRequired(_l("Scrivi l’oggetto")),
            Length(max=LONGEST_SUBJECT, message=_l("L’oggetto può avere al massimo %(max)d lettere")),
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
    body = TextAreaField(
        _l("Testo"),
        [
            DataRequired(_l("Scrivi il testo")),
            Length(max=LONGEST_BODY, message=_l("Il testo può avere al massimo %(max)d lettere")),
        ],
    )


class MessageForm(TextForm):
    """A message, and who is to get it. ``key`` makes one form one sending."""

    audience = RadioField(_l("A chi"), [InputRequired(_l("Scegli a chi scrivere"))], choices=AUDIENCES)
    key = HiddenField(validators=[Length(max=64)])


class TemplateForm(TextForm):
    """A text to keep."""

    name = StringField(
        _l("Nome del testo"),
        [
            DataRequired(_l("Dai un nome al testo, per ritrovarlo")),
            Length(max=80, message=_l("Il nome può avere al massimo %(max)d lettere")),
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
