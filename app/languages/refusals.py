from flask_babel import lazy_gettext as _l

from app.errors import Refused


class UnknownLanguage(Refused):
    message = _l("Questa lingua non c'è: scegli dall'elenco delle lingue.")


class AlwaysSpoken(Refused):
    message = _l("Italiano e inglese sono sempre accesi.")
