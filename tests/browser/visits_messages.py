"""The pages about messages: what comes back, reminders, and «ci sarai?»."""

from tests.browser.visit import Visit

MESSAGES = [
    Visit("registration.coming", "/iscrizioni/{token}/ci-sarai"),
    Visit("registration.coming", "/iscrizioni/{token}/ci-sarai?risposta=no"),
    Visit("office.reminders.index", "/ufficio/promemoria/", "office"),
    Visit("office.outbox.index", "/ufficio/posta/?stato=bounced", "office"),
    Visit("office.outbox.show", "/ufficio/posta/{came_back}", "office"),
]
