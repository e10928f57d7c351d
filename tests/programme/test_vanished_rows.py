"""Rows that were in the sheet and are no more."""

from app.db import transaction
from app.lib.clock import now
from app.programme.models import Activity, Edition
from app.registration.cancel import cancel
from app.registration.models import Registration, Source
from tests.programme.office import Office, edition, how_many
from tests.programme.sheets import OTHER
from tests.world import World


def test_a_draft_s_vanished_row_goes(office: Office) -> None:
    office.imports({}, OTHER)

    said = office.imports({})

    assert "COL-1: non è più nel foglio e non aveva persone: tolta" in said
    assert said.splitlines()[-1] == "1 edizione, 1 incontro"
    assert how_many(Edition) == how_many(Activity) == 1


def test_a_published_half_year_s_vanished_row_without_people_goes_too(office: Office) -> None:
    office.publishes({}, OTHER)

    assert "COL-1: non è più nel foglio" in office.imports({})
    assert how_many(Edition) == 1


def test_a_vanished_row_with_people_refuses_the_whole_sheet(office: Office, world: World) -> None:
    office.publishes({}, OTHER)
    world.sign_up(edition("col-1"), "ada")

    said = office.imports({"Posti": 20}, status=1)

    assert "COL-1 non è più nel foglio, ma ha 1 persone iscritte o in attesa. Rimetti la sua riga" in said
    assert edition().seats == 16 and edition("col-1").confirmed_count == 1


def test_a_draft_with_people_is_not_deleted_either(office: Office, world: World) -> None:
    office.imports({}, OTHER)
    world.sign_up(edition("col-1"), "ada", source=Source.STAFF)

    assert "COL-1 non è più nel foglio" in office.imports({}, status=1)


def test_a_vanished_row_whose_people_all_left_is_called_off_and_kept(office: Office, world: World) -> None:
    office.publishes({}, OTHER)
    ada = world.sign_up(edition("col-1"), "ada")
    with transaction():
        cancel(ada)

    said = office.imports({})

    assert "COL-1: non è più nel foglio e non ha più persone: annullata" in said
    assert edition("col-1").is_cancelled and how_many(Registration) == 1
    assert "Nessuna modifica." in office.imports({})


def test_a_row_of_a_cancelled_edition_does_not_revive_it(office: Office, world: World) -> None:
    office.publishes({}, OTHER)
    with transaction():
        Edition.locked(edition().id).cancelled_at = now()

    said = office.imports({"Posti": 20, "Dalle": "9.00"}, OTHER)

    assert "CV-1 è stata annullata e resta annullata" in said
    assert edition().is_cancelled and edition().seats == 16
