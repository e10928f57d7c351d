"""Facts that fill every message there is, as long as they come: for the tests of what all messages have in common."""

from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parents[2] / "templates" / "emails"
KINDS = sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir())
TEXTED = [kind for kind in KINDS if (TEMPLATES / kind / "sms.txt").exists()]
HOST = "https://bussola.example.org"
PAGE = f"{HOST}/iscrizioni/{'k7qm3f2p' * 4}"
TITLE = "Il curriculum che si fa leggere anche da chi ha poco tempo"


WITH_A_TICKET = {kind for kind in KINDS if "_ticket.html" in (TEMPLATES / kind / "body.html").read_text()}


def facts_for(kind: str) -> dict[str, Any]:
    """The facts, with a ticket if the message shows one."""
    return FACTS if kind in WITH_A_TICKET else FACTS | {"ticket_url": None}


def meeting(number: int) -> dict[str, Any]:
    return {
        "meeting": str(number),
        "starts_at": f"2027-02-{9 + number:02}T08:30:00+00:00",
        "ends_at": f"2027-02-{9 + number:02}T11:30:00+00:00",
        "place": "Sala al primo piano, Centro per l’impiego",
        "address": "Via Emilia 137, San Lazzaro di Savena",
        "online": "",
        "step_free": "no",
    }


MEETINGS = [meeting(number) for number in range(3)]
OTHER = {
    "title": TITLE,
    "starts_at": "2027-03-09T08:30:00+00:00",
    "place": "Sala incontri, Sportello Lavoro",
    "url": f"{HOST}/programmi/2027-1/cv-12",
}
FACTS: dict[str, Any] = {
    "title": TITLE,
    "is_reserved": False,
    "edition": "edition/2027-1/cv-1",
    "meetings": MEETINGS,
    "meeting": MEETINGS[0],
    "before": {"meetings": MEETINGS, "online_url": None, "is_postponed": False},
    "changes": [{"before": one, "after": meeting(number + 7)} for number, one in enumerate(MEETINGS[:2])],
    "is_postponed": False,
    "was_postponed": False,
    "link_changed": False,
    "news": "promoted",
    "has_a_place": True,
    "had_a_place": True,
    "first_name": "Mariantonietta",
    "manage_url": PAGE,
    "page_url": PAGE,
    "answer_url": PAGE,
    "programme_url": f"{HOST}/programmi/2027-1/",
    "other_dates": [OTHER] * 3,
    "ticket_url": f"{HOST}/t/k7qm3f2pk7qm3f2p".upper(),
    "ticket_code": "K7QM-3F2P-K7QM-3F2P",
    "ticket_voice": "K7Q M3F",
    "online_url": None,
    "position": 12,
    "together": 3,
    "clashes": [],
    "moves_from_at": "2027-02-09T08:30:00+00:00",
    "unnamed": 2,
    "voices": ["Marta Neri", "Luca Bianchi"],
    "is_today": False,
    "is_reminder": False,
    "last_useful_at": "2027-02-09T17:00:00+00:00",
    "offer_until_at": "2027-02-09T17:00:00+00:00",
    "until_at": "2027-02-09T17:00:00+00:00",
    "undo_until_at": "2027-02-09T17:00:00+00:00",
    "expires_at": "2027-02-09T17:00:00+00:00",
    "at": "2027-02-09T17:00:00+00:00",
    "number": 2,
    "of": 3,
    "minutes_attended": 540,
    "minutes_held": 540,
    "download_url": f"{PAGE}/attestato.pdf",
    "paragraphs": [["Vi scriviamo per la mattina di networking."] * 3] * 3,
    "body": "Ente di formazione Futuro in corso",
    "code": "123456",
    "url": PAGE,
    "link": PAGE,
}
