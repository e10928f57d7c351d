"""A partner, a funding and its logos, as the office writes them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from app.programme.forms.fields import text_field
from app.programme.forms.list_fields import (
    LONGEST_LINK,
    LONGEST_NAME,
    PictureField,
    has_letters,
    https_link,
    name_field,
    retired_field,
    short_text,
    tidied_or_none,
    too_long,
)
from app.programme.models import Funding, Partner
from app.programme.pictures import keep_drawn

LONGEST_CODE = 60  # letters
LONGEST_WORDS = 300  # letters: what fits beside the logos of a certificate


class PartnerForm(FlaskForm):
    name = name_field(_l("Nome"))
    website = StringField(
        _l("Sito"),
        [Optional(), Length(max=LONGEST_LINK, message=too_long()), https_link],
        filters=[tidied_or_none],
    )
    logo = PictureField(_l("Logo"))
    drop_logo = BooleanField(_l("Togli il logo"))
    is_retired = retired_field(_l("Non collabora più: non proporlo per le nuove edizioni"))


def partner_shown(partner: Partner) -> dict[str, Any]:
    return {name: getattr(partner, name) for name in ("name", "website", "is_retired")}


def partner_typed(form: PartnerForm, partner: Partner | None) -> dict[str, Any]:
    """What was typed, as columns by name; keeps a new logo, so it needs a transaction."""
    logo = None if partner is None or form.drop_logo.data else partner.logo
    return {
        "name": form.name.data,
        "website": form.website.data or None,
        "logo": keep_drawn(form.logo.drawn) if form.logo.drawn else logo,
        "is_retired": form.is_retired.data,
    }


class FundingForm(FlaskForm):
    name = name_field(_l("Nome"))
    code = short_text(_l("Codice del progetto (CUP)"), LONGEST_CODE)
    words = text_field(_l("Frase da scrivere sulle carte"), LONGEST_WORDS)


def funding_shown(funding: Funding) -> dict[str, Any]:
    return {name: getattr(funding, name) for name in ("name", "code", "words")}


def funding_typed(form: FundingForm) -> dict[str, Any]:
    return {name: form[name].data or None for name in ("name", "code", "words")}


def described() -> StringField:
    return StringField(
        _l("Che cosa si vede"),
        [DataRequired(_l("Scrivi di chi è il logo")), Length(max=LONGEST_NAME, message=too_long()), has_letters],
        filters=[tidied_or_none],
    )


class LogoForm(FlaskForm):
    description = described()
    logo = PictureField(_l("Immagine"))

    def validate_logo(self, field: PictureField) -> None:
        if field.drawn is None and not field.errors:
            raise ValidationError(_l("Scegli l’immagine"))


class LogoWordsForm(FlaskForm):
    description = described()
