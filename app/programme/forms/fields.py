"""Fields that the office's forms share: days and hours as people write them, texts, tick boxes, texts by language."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import DateField, Form, SelectField, SelectMultipleField, TextAreaField, TimeField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget, Select

from app.lib.names import tidy
from app.programme.forms import choices

_NAMELESS = re.compile(r'<optgroup label="">(.*?)</optgroup>')
LONGEST_TEXT = 2000  # letters
YEARS = range(2000, 2100)  # as in a sheet
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
HOURS = ["%H:%M", "%H.%M", "%H:%M:%S"]


class DayField(DateField):
    """A day: as the browser's calendar writes it, or 14/01/2027."""

    def __init__(self, label: Any = None, validators: Any = None, **facts: Any) -> None:
        super().__init__(label, validators, format=DAYS, **facts)

    def _value(self) -> str:
        """What the browser's calendar takes, however it was typed."""
        return self.data.isoformat() if self.data else " ".join(self.raw_data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
            if self.data and self.data.year not in YEARS:
                self.data = None
                raise ValueError
        except ValueError as error:
            raise ValueError(_l("Scrivi la data, come 14/01/2027")) from error


class HourField(TimeField):
    """An hour: 9:30 or 9.30."""

    def __init__(self, label: Any = None, validators: Any = None, **facts: Any) -> None:
        super().__init__(label, validators, format=HOURS, **facts)

    def _value(self) -> str:
        """What the browser's clock takes, however it was typed."""
        return f"{self.data:%H:%M}" if self.data else " ".join(self.raw_data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(_l("Scrivi l'ora, come 9:30")) from error


class GroupedSelect(Select):
    """A select whose group without a name is no group: its choices come first, by themselves."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        return Markup(_NAMELESS.sub(r"\1", str(super().__call__(field, **kwargs))))


class GroupedField(SelectField):
    """One out of many that are in groups."""

    widget = GroupedSelect()


class Ticks(SelectMultipleField):
    """Several out of many, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RowForm(FlaskForm):
    """A row of a list inside another form, which has the token."""

    class Meta:
        csrf = False


def trimmed(text: str | None) -> str | None:
    return text.strip() if text else text


def tidied(text: str | None) -> str:
    return tidy(text or "")


def text_field(label: Any, longest: int = LONGEST_TEXT) -> TextAreaField:
    too_long = _l("Sono troppe parole: al massimo %(max)d lettere")
    return TextAreaField(label, [Optional(), Length(max=longest, message=too_long)], filters=[trimmed])


def with_translations(kind: type[FlaskForm], columns: dict[str, Any]) -> type[FlaskForm]:
    """``kind`` with a field for each of ``columns`` (label by name) in each other language: ``summary_en``."""
    fields = {
        f"{column}_{code}": text_field(label)
        for code, _name in choices.other_languages()
        for column, label in columns.items()
    }
    return type(kind.__name__, (kind,), fields)


def translations_typed(
    form: Form, columns: dict[str, Any], known: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    """What is typed in those fields, as a record keeps it; other columns and languages that are ``known`` stay."""
    found = {code: dict(texts) for code, texts in known.items()}
    for code, _name in choices.other_languages():
        texts = found.setdefault(code, {})
        for column in columns:
            texts.pop(column, None)
            if text := form[f"{column}_{code}"].data:
                texts[column] = text
    return {code: texts for code, texts in found.items() if texts}


def translations_shown(columns: dict[str, Any], known: dict[str, dict[str, str]]) -> dict[str, str]:
    """The texts of a record for the fields that ``with_translations`` has made."""
    return {
        f"{column}_{code}": known.get(code, {}).get(column, "")
        for code, _name in choices.other_languages()
        for column in columns
    }
