"""The pages about messages: what comes back, reminders, and «ci sarai?»."""

from tests.browser.visit import Visit, form

MESSAGES = [
    Visit("registration.coming", "/iscrizioni/{token}/ci-sarai"),
    Visit("registration.coming", "/iscrizioni/{token}/ci-sarai?risposta=no"),
    form("registration.answer_coming", "/iscrizioni/{token}/ci-sarai", status=200, press="main form .btn-primary"),
    Visit("office.reminders.index", "/ufficio/promemoria/", "office"),
    Visit("office.outbox.index", "/ufficio/posta/?stato=bounced", "office"),
    Visit("office.outbox.show", "/ufficio/posta/{came_back}", "office"),
]
