"""Who may have told somebody of the labs: a key is kept; what staff wrote in its stead stays as it is."""

from flask_babel import lazy_gettext as _l

from app.lib.names import folded

REFERRALS = {
    "desk": _l("Sportello Lavoro"),
    "social": _l("Servizi sociali"),
    "employment": _l("Centro per l'impiego"),
    "school": _l("Scuola o ente di formazione"),
    "community": _l("Comunità o associazione"),
    "friends": _l("Amici o famiglia"),
    "internet": _l("Internet"),
    "other": _l("Altro"),
}


def referral(key: str | None) -> str:
    return str(REFERRALS.get(key, key)) if key else ""


def referral_key(words: str | None) -> str | None:
    """What is kept of what staff wrote: the key of words that we have, else the words."""
    sought = folded(words or "")
    return next((key for key, known in REFERRALS.items() if folded(str(known)) == sought), words or None)
