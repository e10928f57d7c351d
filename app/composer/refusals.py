"""What the rules of writing to people say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused


class UnknownToken(Refused):
    message = _l("Fra le parole da riempire non c'è %(tokens)s. Usa una di queste: %(known)s.")


class NobodyThere(Refused):
    message = _l("In questo gruppo non c'è nessuno: scegli a chi scrivere fra i gruppi che hanno persone.")


class TitleGivesItAway(Refused):
    message = _l(
        "Il laboratorio è riservato: nell'oggetto non possono esserci il suo titolo o il suo codice, che altri leggono "
        "sullo schermo. Usa {laboratorio}, che resta neutro."
    )


class NameTaken(Refused):
    message = _l("C'è già un testo che si chiama «%(name)s». Scegli un altro nome.")
