"""What people may need to take part, in the reader's language: records keep the keys."""

from flask_babel import lazy_gettext as _l

ACCESS_NEEDS = {
    "wheelchair": _l("Posto per sedia a rotelle"),
    "sign_language": _l("Interprete della lingua dei segni (LIS)"),
    "large_print": _l("Testo ingrandito"),
    "companion": _l("Vengo con chi mi accompagna"),
}
# The same, said of somebody: for staff and for bodies.
THEIR_ACCESS_NEEDS = ACCESS_NEEDS | {"companion": _l("Viene con chi l'accompagna")}
