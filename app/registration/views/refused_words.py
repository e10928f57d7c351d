"""Refusals as keys of an address, so that no sentence of a stranger's can be put on a page of ours."""

from flask import current_app
from flask_babel import gettext as _

from app.errors import Refused
from app.programme.models import Edition
from app.registration.limits import TooManySignUps
from app.registration.refusals import AlreadyRegistered, SignUpClosed, TooManyOpen
from app.registration.sign_up_together import GroupTooLarge, OneOfThemRefused

KEYS: dict[type[Refused], str] = {
    AlreadyRegistered: "gia",
    SignUpClosed: "chiuse",
    TooManyOpen: "aperte",
    TooManySignUps: "oggi",
    GroupTooLarge: "gruppo",
}
ANOTHER = "altro"


def key_of(refusal: Refused) -> str:
    """«gia», or «gia:2» when it is the second person's."""
    if isinstance(refusal, OneOfThemRefused):
        return f"{key_of(refusal.reason)}:{refusal.position}"
    return KEYS.get(type(refusal), ANOTHER)


def sentence(key: str, edition: Edition) -> str:
    """The sentence of a key that ``key_of`` gave; of anything else, that it did not work."""
    kind, _colon, position = key.partition(":")
    said = str(_refusal(kind, edition))
    if position.isdecimal():
        return _("Persona %(position)s: %(reason)s", position=int(position[:2]), reason=said)
    return said


def _refusal(kind: str, edition: Edition) -> Refused | str:
    match kind:
        case "gia":
            return _(
                "Con questo nome e questo contatto risulta già un'iscrizione. Abbiamo rimandato il biglietto a chi è "
                "iscritto. Se non arriva, chiamaci."
            )
        case "chiuse":
            return SignUpClosed()
        case "aperte" if edition.programme.most_open_registrations is not None:
            return TooManyOpen(most=edition.programme.most_open_registrations)
        case "oggi":
            return TooManySignUps(phone=current_app.config["OFFICE_PHONE"])
        case "gruppo":
            return GroupTooLarge(places=edition.places)
    return _("Non è stato possibile. Riprova, oppure chiamaci.")
