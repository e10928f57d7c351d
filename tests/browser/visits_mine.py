"""Changing one's mind, and finding what one has signed up for."""

from tests.browser.visit import Visit, form
from tests.half_year_sample import UNBROKEN

MINE = [
    Visit("registration.new_cancellation", "/iscrizioni/{family_token}/annullamento"),
    Visit("registration.show", "/iscrizioni/{undo_token}"),
    Visit("registration.new_move", "/iscrizioni/{token}/spostamento"),
    Visit("registration.new_move", "/iscrizioni/{waiting_token}/spostamento"),
    Visit("registration.new_move", "/iscrizioni/{cancelled_token}/spostamento"),
    Visit("registration.edit_name", "/iscrizioni/{token}/nome"),
    form("registration.update_name", "/iscrizioni/{token}/nome", first_name="", last_name=""),
    form("registration.update_name", "/iscrizioni/{token}/nome", status=409, first_name="Ada", last_name=UNBROKEN),
    Visit("mine.new", "/mie"),
    form("mine.create", "/mie", contact="ada"),
    form("mine.create", "/mie", status=200, contact=f"{UNBROKEN}@example.org"),
    Visit("mine.code", "/mie/codice?per=mail"),
    Visit("mine.code", "/mie/codice?per=sms"),
    Visit("mine.code", "/mie/codice?per=telefono"),
    form("mine.open_by_code", "/mie/codice?per=mail"),
    form("mine.open_by_code", "/mie/codice?per=mail", code="123 456"),
    Visit("mine.link", "/mie/accesso/{access_link}"),
    Visit("mine.link", "/mie/accesso/scaduto", status=410),
    Visit("mine.show", "/mie/elenco", "mine"),
    form("mine.create_feed", "/mie/elenco", "mine", status=200, press="form[action$='/mie/calendario'] button"),
]
