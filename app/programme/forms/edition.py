from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional, Regexp


class EditionForm(FlaskForm):
    """What the office may change of an edition without moving it."""

    seats = IntegerField(
        _l("Posti"),
        [InputRequired(_l("Scrivi quanti posti ci sono")), NumberRange(1, 1000, _l("Scrivi un numero da 1 a 1000"))],
    )
    online_url = StringField(
        _l("Link per collegarsi"),
        [
            Optional(),
            Length(max=500),
            URL(message=_l("Scrivi il link per intero, con https://")),
            Regexp("https?://", message=_l("Scrivi il link per intero, con https://")),
        ],
    )
    notes = TextAreaField(_l("Note interne"), [Optional(), Length(max=2000)])
