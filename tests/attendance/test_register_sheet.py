from app.attendance.register_sheet import file_name, register_sheet
from app.db import transaction
from app.programme.models import Edition, Facilitator, Funding
from app.registration.models import Source
from app.registration.sign_up import Person, sign_up
from tests.papers import page_count, text
from tests.world import World


def filled(world: World, people: int, **facts: object) -> Edition:
    edition = world.three_meetings(seats=people, **facts)
    with transaction():
        for number in range(people):
            person = Person(
                f"Nome{number:02}",
                f"Cognome{number:02}",
                email=f"p{number}@example.org",
                phone=f"+3905165438{number:02}",
            )
            sign_up(edition.id, person, source=Source.STAFF)
    return edition


def test_the_sheet_names_people_by_surname_and_says_when_and_where(world: World) -> None:
    edition = world.three_meetings()
    for who in ("ada", "nicolo", "grace"):
        world.sign_up(edition, who)
    with transaction():
        edition.facilitators = [Facilitator(name="Operatrice Sportello Lavoro", name_key="operatrice")]
    sheet = text(register_sheet(edition.meetings[1]))
    assert "1 D’Angelo Nicolò 2 Hopper Grace 3 Lovelace Ada 4 5" in sheet
    for said in (
        "Cercare lavoro online",
        "WEB-1 · incontro 2 di 3 · conduce Operatrice Sportello Lavoro",
        "giovedì 28 gennaio 2027",
        "dalle 9:30 alle 12:30",
        "Sala incontri, Sportello Lavoro",
        "Vicolo Bolognetti 2, Bologna",
        "Firma in entrata",
        "Firma in uscita",
        "Firma di chi conduce",
        "Foglio 1 di 1",
    ):
        assert said in sheet
    assert file_name(edition.meetings[1]) == "foglio-firme-web-1-2027-01-28.pdf"


def test_fifteen_rows_a_page_numbered_on_with_at_least_five_blank_ones(world: World) -> None:
    ten_people = register_sheet(filled(world, 10, code="A-1").meetings[0])
    eleven_people = register_sheet(filled(world, 11, code="A-2").meetings[0])
    assert page_count(ten_people) == 1
    assert page_count(eleven_people) == 2
    assert "Foglio 2 di 2" in text(eleven_people)
    assert " 29 30 " in text(eleven_people)


def test_the_sheet_carries_no_contacts(world: World) -> None:
    sheet = text(register_sheet(filled(world, 3).meetings[0]))
    assert "@example.org Nome" not in sheet
    assert "p1@example.org" not in sheet
    assert "05165438" not in sheet.replace(" ", "")


def test_a_reserved_lab_is_not_named_on_the_table(world: World) -> None:
    edition = world.three_meetings(title="Legge 68/99: il collocamento mirato", code="L68-1", reserved=True)
    sheet = text(register_sheet(edition.meetings[0]))
    assert "68/99" not in sheet and "L68" not in sheet
    assert "Incontro della Bussola del lavoro" in sheet
    assert file_name(edition.meetings[0]) == "foglio-firme-2027-01-26.pdf"


def test_the_funder_is_named_only_on_funded_sheets(world: World) -> None:
    edition = world.three_meetings()
    assert "contributo" not in text(register_sheet(edition.meetings[0]))
    with transaction():
        edition.funding = Funding(name="PN Metro Plus 2021-2027", code="BO4.4.11")
    assert "PN Metro Plus 2021-2027 · Codice: BO4.4.11" in text(register_sheet(edition.meetings[0]))


def test_the_longest_names_leave_fifteen_rows_on_a_page(world: World) -> None:
    edition = world.three_meetings(seats=10)
    with transaction():
        for number in range(10):
            sign_up(edition.id, Person("W" * 60, "M" * 60, email=f"p{number}@example.org"), source=Source.STAFF)
        edition.funding = Funding(name="PN Metro Plus 2021-2027", code="BO4.4.11")
        edition.activity.title = "Un titolo che non finisce più " * 8
    assert page_count(register_sheet(edition.meetings[0])) == 1
