from flask.testing import FlaskCliRunner

from app.staff import accounts
from app.staff.models import Role
from tests.world import World


def test_an_account_is_made_with_the_password_on_standard_input(runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["staff", "add", "anna@example.org", "--role", "office"], input="una lunga password\n")

    assert done.exit_code == 0
    assert accounts.check("anna@example.org", "una lunga password") is not None


def test_a_short_password_is_refused_by_rule(runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["staff", "add", "anna@example.org", "--role", "office"], input="corta\n")

    assert done.exit_code == 1 and "almeno 12 caratteri" in done.stderr


def test_a_second_account_with_the_same_address_is_refused(world: World, runner: FlaskCliRunner) -> None:
    world.staff(email="anna@example.org")

    done = runner.invoke(args=["staff", "add", "Anna@Example.org", "--role", "desk"], input="una lunga password\n")

    assert done.exit_code == 1 and "C'è già" in done.stderr


def test_wrong_words_are_wrong_input(runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["staff", "add", "anna", "--role", "office"], input="x\n").exit_code == 2
    assert runner.invoke(args=["staff", "add", "anna@example.org", "--role", "king"], input="x\n").exit_code == 2


def test_an_edition_is_given_to_who_leads_and_only_if_it_is_there(world: World, runner: FlaskCliRunner) -> None:
    leader = world.staff(Role.FACILITATOR)
    desk, edition = world.staff(Role.DESK), world.edition(code="CV-1")

    assert runner.invoke(args=["staff", "grant", leader.email, "2027-1/CV-1"]).exit_code == 0
    assert accounts.by_email(leader.email).leads(edition.about)  # type: ignore[union-attr]
    missing = runner.invoke(args=["staff", "grant", leader.email, "2027-1/cv-9"])
    assert missing.exit_code == 2 and "«2027-1/cv-9» non c'è" in missing.stderr
    wrong = runner.invoke(args=["staff", "grant", desk.email, "2027-1/cv-1"])
    assert wrong.exit_code == 2 and "non conduce" in wrong.stderr
