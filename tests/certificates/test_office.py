from flask.testing import FlaskCliRunner

from app.attendance.close import close
from app.attendance.register import people_on
from app.certificates.issue import certificate_of, issue
from app.db import db, transaction
from app.lib import clock
from app.programme.models import Edition
from tests.papers import AFTER_ALL, came
from tests.world import World

BY = "office@example.org"
ATTESTATI = "/ufficio/programmi/2027-1/web-1/attestati"


def with_ada(world: World, closed: bool = True) -> Edition:
    edition = world.three_meetings()
    came(world.sign_up(edition), *edition.meetings[:2])
    if closed:
        with clock.at(AFTER_ALL), transaction():
            close(edition, BY)
    return edition


def test_the_office_issues_and_reads_the_list(world: World) -> None:
    with_ada(world)
    office = world.signed_in()
    assert "Emetti gli attestati" in office.get(ATTESTATI).get_data(as_text=True)
    answer = office.post(ATTESTATI, follow_redirects=True).get_data(as_text=True)
    assert "1 attestato emesso." in answer
    assert "Lovelace Ada" in answer and "2027-1/0001" in answer and "6 h su 9 h" in answer
    assert office.get(f"{ATTESTATI}/1.pdf").mimetype == "application/pdf"


def test_open_registers_are_said_and_nothing_is_issued(world: World) -> None:
    with_ada(world, closed=False)
    office = world.signed_in()
    assert "Prima si chiudono i registri" in office.get(ATTESTATI).get_data(as_text=True)
    assert "non sono ancora chiusi" in office.post(ATTESTATI, follow_redirects=True).get_data(as_text=True)


def test_the_office_revokes_with_a_reason(world: World) -> None:
    edition = with_ada(world)
    with clock.at(AFTER_ALL), transaction():
        [certificate] = issue(edition, BY)
    office = world.signed_in()
    assert office.get(f"{ATTESTATI}/1/revoca").status_code == 200
    assert office.post(f"{ATTESTATI}/1/revoca", data={"motivo": " "}).status_code == 422
    answer = office.post(f"{ATTESTATI}/1/revoca", data={"motivo": "Ore sbagliate"}, follow_redirects=True)
    assert "Attestato n. 2027-1/0001 revocato." in answer.get_data(as_text=True)
    db.session.expire_all()
    assert not certificate.is_valid
    assert office.get(f"{ATTESTATI}/1.pdf").status_code == 410


def test_a_certificate_is_found_only_under_its_own_edition(world: World) -> None:
    edition = with_ada(world)
    world.three_meetings(code="WEB-2")
    with clock.at(AFTER_ALL), transaction():
        issue(edition, BY)
    assert world.signed_in().get("/ufficio/programmi/2027-1/web-2/attestati/1.pdf").status_code == 404


def test_the_command_issues_and_says_how_many(world: World, runner: FlaskCliRunner) -> None:
    edition = with_ada(world)
    with clock.at(AFTER_ALL):
        answer = runner.invoke(args=["certificates", "issue", "2027-1/WEB-1"])
    assert (answer.exit_code, answer.output.splitlines()[-1]) == (0, "1 attestati")
    [ada] = people_on(edition)
    certificate = certificate_of(ada)
    assert certificate and certificate.file_sha256


def test_the_command_is_refused_while_registers_are_open(world: World, runner: FlaskCliRunner) -> None:
    with_ada(world, closed=False)
    answer = runner.invoke(args=["certificates", "issue", "2027-1/web-1"])
    assert answer.exit_code == 1
    assert "chiudili" in answer.stderr


def test_the_command_does_not_know_the_edition(world: World, runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["certificates", "issue", "2027-1/niente"])
    assert answer.exit_code == 2
    assert "2027-1/niente" in answer.stderr
