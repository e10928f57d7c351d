"""A lab or a networking day, as the office writes it."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from app.lib.names import folded
from app.programme.forms import choices
from app.programme.forms.fields import Ticks, text_field, tidied, translations_shown, translations_typed
from app.programme.models import Activity, ActivityKind, ThingToBring
from app.programme.read_editions import LONGEST_TITLE
from app.web.plain_words import THINGS_TO_BRING

MOST_WORDS = 15  # in a sentence that is easy to read
TRANSLATED = {"title": _l("Titolo"), "plain_text": _l("In parole semplici")}
_SENTENCE = re.compile(r"[^.!?\n]+")


class ActivityForm(FlaskForm):
    kind = RadioField(_l("Tipo"), choices=[], coerce=str, default=ActivityKind.LAB.value)
    title = StringField(
        _l("Titolo"),
        [
            DataRequired(_l("Scrivi il titolo")),
            Length(max=LONGEST_TITLE, message=_l("Il titolo può avere al massimo %(max)d lettere")),
        ],
        filters=[tidied],
    )
    theme = SelectField(_l("Tema"), [DataRequired(_l("Scegli il tema"))], choices=[], coerce=str, default="")
    is_reserved = BooleanField(_l("È riservato"))
    plain_text = text_field(_l("In parole semplici"))
    to_bring = Ticks(_l("Che cosa portare"), choices=[], coerce=str)
    children_welcome = RadioField(_l("I bambini possono venire?"), choices=[], coerce=str, default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices, self.theme.choices = choices.kinds(), choices.themes()
        self.to_bring.choices = [(thing.value, THINGS_TO_BRING[thing].words) for thing in ThingToBring]
        self.children_welcome.choices = [("si", _l("Sì")), ("no", _l("No")), ("", _l("Non lo diciamo"))]


def shown(activity: Activity) -> dict[str, Any]:
    """All that the form shows of ``activity``."""
    return {
        "kind": activity.kind,
        "title": activity.title,
        "theme": str(activity.theme_id),
        "is_reserved": activity.is_reserved,
        "plain_text": activity.plain_text,
        "to_bring": activity.to_bring,
        "children_welcome": {True: "si", False: "no", None: ""}[activity.children_welcome],
        **translations_shown(TRANSLATED, activity.translations),
    }


def typed(form: Any, activity: Activity | None) -> dict[str, Any]:
    """What was typed, as columns by name; kind, title and theme apart."""
    return {
        "is_reserved": form.is_reserved.data,
        "plain_text": form.plain_text.data or None,
        "to_bring": [thing.value for thing in ThingToBring if thing.value in (form.to_bring.data or ())],
        "children_welcome": {"si": True, "no": False}.get(form.children_welcome.data),
        "translations": translations_typed(form, TRANSLATED, activity.translations if activity else {}),
    }


def long_sentences(text: str | None) -> list[tuple[str, int]]:
    """The sentences that are hard to read, for being long: each with how many words it has."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text or "")]
    counted = [(sentence, len(folded(sentence).split())) for sentence in sentences]
    return [(sentence, words) for sentence, words in counted if words > MOST_WORDS]
