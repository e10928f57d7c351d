"""A theme, as the office writes it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import Length

from app.programme.forms.fields import translations_shown, translations_typed
from app.programme.forms.list_fields import name_field, too_long
from app.programme.list_entries import COLOURS
from app.programme.models import Theme, ThemeColour
from app.programme.read_editions import LONGEST_THEME

TRANSLATED = {"name": _l("Nome")}


class ThemeForm(FlaskForm):
    name = name_field(_l("Nome"))
    colour = RadioField(
        _l("Colore"),
        choices=[(colour.value, COLOURS[colour]) for colour in ThemeColour],
        default=ThemeColour.BLUE.value,
    )

    def validate_name(self, field: Any) -> None:
        Length(max=LONGEST_THEME, message=too_long())(self, field)


def shown(theme: Theme) -> dict[str, Any]:
    return {"name": theme.name, "colour": theme.colour, **translations_shown(TRANSLATED, theme.translations)}


def typed(form: Any, theme: Theme | None) -> dict[str, Any]:
    """What was typed, as columns by name."""
    return {
        "name": form.name.data,
        "colour": form.colour.data,
        "translations": translations_typed(form, TRANSLATED, theme.translations if theme else {}),
    }
