"""A version of the privacy notice, in Italian and in the other languages of the site."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from app.programme.forms import choices
from app.programme.forms.fields import tidied, trimmed

LONGEST_NOTICE = 20_000  # letters
VERSION = r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}\Z"
TOO_LONG = _l("Il testo può avere al massimo %(max)d lettere")


class NoticeForm(FlaskForm):
    version = StringField(
        _l("Versione"),
        [
            DataRequired(_l("Scrivi la versione, come 2027-01")),
            Regexp(VERSION, message=_l("Usa al massimo 20 fra cifre, lettere, punti e trattini")),
        ],
        filters=[tidied],
    )
    text_it = TextAreaField(
        _l("Testo in italiano"),
        [DataRequired(_l("Scrivi il testo in italiano")), Length(max=LONGEST_NOTICE, message=TOO_LONG)],
        filters=[trimmed],
    )


def notice_form(data: dict[str, Any]) -> Any:
    """The form, with a text for each other language that the site speaks."""
    fields = {
        f"text_{code}": TextAreaField(
            _l("Testo in %(language)s", language=name),
            [Optional(), Length(max=LONGEST_NOTICE, message=TOO_LONG)],
            filters=[trimmed],
        )
        for code, name in choices.other_languages()
    }
    return type("NoticeForm", (NoticeForm,), fields)(data=data)


def texts_typed(form: Any) -> dict[str, str]:
    """What was typed, by language."""
    codes = ["it", *(code for code, _name in choices.other_languages())]
    return {code: text for code in codes if (text := form[f"text_{code}"].data)}


def texts_shown(texts: dict[str, str]) -> dict[str, str]:
    return {f"text_{language}": text for language, text in texts.items()}
