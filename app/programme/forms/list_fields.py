"""Fields that the forms of the office's lists share: a name, a picture, yes or no or unknown."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, Form, RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from app.lib.names import slug, tidy
from app.lib.pictures import Redrawn, UnusablePicture, redrawn

LONGEST_NAME = 120  # letters, as in a sheet
LONGEST_LINK = 250  # letters
UNKNOWN = {"si": True, "no": False, "": None}


class PictureField(FileField):
    """A picture to upload, drawn anew as soon as it comes; ``drawn`` is None when none was chosen."""

    drawn: Redrawn | None = None

    def pre_validate(self, form: Any) -> None:
        if self.data:
            try:
                self.drawn = redrawn(self.data.read())
            except UnusablePicture as error:
                raise ValidationError(str(error)) from error


def tidied_or_none(text: str | None) -> str | None:
    return tidy(text or "") or None


def too_long() -> Any:
    return _l("Al massimo %(max)d lettere")


def short_text(label: Any, longest: int = LONGEST_NAME) -> StringField:
    return StringField(label, [Length(max=longest, message=too_long())], filters=[tidied_or_none])


def name_field(label: Any) -> StringField:
    return StringField(
        label,
        [DataRequired(_l("Scrivi il nome")), Length(max=LONGEST_NAME, message=too_long()), has_letters],
        filters=[tidied_or_none],
    )


def has_letters(_form: Form, field: Field) -> None:
    """By these a sheet's words find the record."""
    if not slug(field.data or ""):
        raise ValidationError(_l("Il nome deve avere qualche lettera o cifra"))


def unknown_field(label: Any) -> RadioField:
    return RadioField(label, choices=[("si", _l("Sì")), ("no", _l("No")), ("", _l("Non lo sappiamo"))], default="")


def retired_field(label: Any) -> BooleanField:
    return BooleanField(label)


def unknown_shown(value: bool | None) -> str:
    return {True: "si", False: "no", None: ""}[value]


def https_link(_form: Form, field: Field) -> None:
    """A public address that browsers open safely."""
    parts = urlsplit(field.data or "")
    if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname or parts.username:
        raise ValidationError(_l("Scrivi l’indirizzo per intero, come https://www.esempio.it"))
