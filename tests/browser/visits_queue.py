"""The queue: where somebody stands in it, a place that is held for them, and the list as the office reads it."""

from tests.browser.visit import OFFICE, Visit

QUEUE = [
    Visit("registration.show", "/iscrizioni/{held_token}"),
    Visit("registration.offer", "/iscrizioni/{held_token}/offerta"),
    Visit("registration.offer", "/iscrizioni/{held_token}/offerta?risposta=no"),
    Visit("office.queue.index", f"{OFFICE}/col-2/lista", "office"),
    Visit("office.queue.index", f"{OFFICE}/web-2/lista", "office"),
    Visit("office.queue.index", f"{OFFICE}/uff-1/lista", "office"),
]
