"""The mail that came in, as the office reads it."""

from tests.browser.visit import Visit

INBOX = [
    Visit("office.inbox.index", "/ufficio/posta-in-arrivo/", "office"),
    Visit("office.inbox.index", "/ufficio/posta-in-arrivo/?quali=lette", "office"),
    Visit("office.inbox.index", "/ufficio/posta-in-arrivo/?quali=da-sole", "office"),
    Visit("office.inbox.show", "/ufficio/posta-in-arrivo/{inbound}", "office"),
    Visit("office.inbox.show", "/ufficio/posta-in-arrivo/{answered_inbound}", "office"),
]
