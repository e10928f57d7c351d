"""The office sees which reminders leave, which left, and which did not."""

from app.programme.models import Edition
from app.reminders.judge import judge_due
from tests.reminders.hours import on
from tests.world import World

PAGE = "/ufficio/promemoria/"


def test_what_is_to_come_with_how_many_people(world: World, edition: Edition) -> None:
    for who in ("ada", "grace"):
        world.sign_up(edition, who)

    with on(20):
        page = world.signed_in().get(PAGE).text

    for words in ("21/01/2027, 9:00", "26/01/2027, 9:30", "27/01/2027, 17:00", "una settimana prima", edition.title):
        assert words in page


def test_what_became_of_them(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    world.sign_up(edition, "alan")
    with on(21):
        judge_due()
    with on(27, 12):
        judge_due()
        office = world.signed_in()

        page = office.get(PAGE).text
        history = office.get("/ufficio/cronologia/").text

    assert "1 scritti" in page and "1 senza e-mail" in page
    assert "2 non partiti: alla loro ora il programma era fermo" in page
    assert "Promemoria («ci sarai?») non partito per 2 persone" in history


def test_nothing_yet(world: World) -> None:
    assert "Nessun promemoria in vista" in world.signed_in().get(PAGE).text
