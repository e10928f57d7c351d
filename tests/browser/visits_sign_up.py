"""Signing up several people and to several labs, with what every answer looks like."""

from tests.browser.visit import HALF_YEAR, Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

SEVERAL = f"{HALF_YEAR}/iscrizione"
CHOSEN = f"{SEVERAL}?edizione=net-1&edizione=col-2&edizione=web-2"
MORE = "main form button[value=aggiungi]"
ADA = {"first_name": "Ada", "last_name": "B", "phone": "3331234567"}
LONG = {"first_name": UNBROKEN, "last_name": SPACED, "email": f"{UNBROKEN}@example.org", "other_need": "una sedia " * 9}
SIGN_UPS = [
    Visit("registration.new_several", SEVERAL),
    Visit("registration.new_several", f"{SEVERAL}?tema=nessuno"),
    Visit("registration.new_several", f"{SEVERAL}?passo=informativa", status=422),
    Visit("registration.new_several", f"{CHOSEN}&passo=informativa"),
    Visit("registration.new_several", f"{CHOSEN}&passo=dati"),
    form("registration.create_several", f"{CHOSEN}&passo=dati"),
    form("registration.create_several", f"{CHOSEN}&passo=dati", status=200, **LONG),
    form("registration.create", f"{HALF_YEAR}/col-2/iscrizione?passo=dati", status=200, press=MORE, **ADA),
    Visit("registration.outcome", f"{SEVERAL}/esito?t={{token}}&t={{waiting_token}}&no=web-2:gia:2&no=net-1:aperte"),
    Visit("registration.outcome", f"{SEVERAL}/esito?scritto=l68-2&via=posta"),
    Visit("registration.outcome", f"{SEVERAL}/esito?scritto=l68-2&via=telefono&t={{token}}"),
]
