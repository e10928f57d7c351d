"""What an administrator changes of an account, and everybody of their own."""

from flask_babel import lazy_gettext as _l

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.lib.codes import in_groups, random_code
from app.staff import accounts, sessions
from app.staff.models import Role, Staff


class OwnAccount(Refused):
    message = _l(
        "Non puoi sospendere il tuo accesso, né cambiarne il ruolo: resteresti fuori. Chiedilo a un'altra persona che "
        "amministra."
    )


class OwnPassword(Refused):
    message = _l("La tua password si cambia da «La tua password», in alto.")


class OnlyForWhoLeads(Refused):
    message = _l("Si affidano edizioni solo a chi conduce: cambia prima il ruolo.")


class WrongPassword(Refused):
    message = _l("La password di adesso non è questa. Controlla e riprova.")
    status = 422


def change(staff: Staff, *, name: str, role: Role, by: str) -> None:
    """Let the account have this name and role; with another role one signs in anew. Raises OwnAccount."""
    if staff.role != role:
        if staff.email == by:
            raise OwnAccount()
        note(_about(staff), "staff.changed", by, role=role)
        staff.role = role
        sessions.end_all(staff)
    if staff.name != name:
        staff.name = name
        note(_about(staff), "staff.renamed", by)


def disable(staff: Staff, *, by: str) -> None:
    """Keep out whoever has the account, at once. Twice is once. Raises OwnAccount."""
    if staff.email == by:
        raise OwnAccount()
    if staff.is_active:
        staff.disabled_at = now()
        sessions.end_all(staff)
        note(_about(staff), "staff.disabled", by)


def enable(staff: Staff, *, by: str) -> None:
    """Let them in again. Twice is once."""
    if not staff.is_active:
        staff.disabled_at = None
        note(_about(staff), "staff.enabled", by)


def set_password(staff: Staff, password: str, *, by: str) -> str:
    """Give the account this password, or one made here; returns it. Who is signed in must sign in anew.

    Raises PasswordTooShort, OwnPassword.
    """
    if staff.email == by:
        raise OwnPassword()
    given = password or made_up_password()
    staff.password_hash = accounts.hashed(given)
    sessions.end_all(staff)
    note(_about(staff), "staff.password_set", by)
    return given


def change_own_password(staff: Staff, old: str, new: str, *, here: str) -> None:
    """Change one's own password; other browsers than the one with the token ``here`` are signed out.

    Raises WrongPassword, PasswordTooShort, TooManyTries.
    """
    if accounts.check(staff.email, old) is None:
        raise WrongPassword()
    staff.password_hash = accounts.hashed(new)
    sessions.end_all(staff, but=here)
    note(_about(staff), "staff.password_changed", staff.email)


def entrust(staff: Staff, about: str, *, by: str) -> None:
    """Let who leads see an edition (``edition/2027-1/cv-1``). Raises OnlyForWhoLeads."""
    if staff.role != Role.FACILITATOR:
        raise OnlyForWhoLeads()
    accounts.grant(staff, about, by)


def withdraw(staff: Staff, about: str, *, by: str) -> None:
    """Take an edition back. Twice is once."""
    for given in [grant for grant in staff.grants if grant.about == about]:
        staff.grants.remove(given)
        note(_about(staff), "staff.withdrawn", by, edition=about.removeprefix("edition/"))
    db.session.flush()


def made_up_password() -> str:
    """Sixteen letters that can be dictated: 80 bits."""
    return in_groups(random_code())


def _about(staff: Staff) -> str:
    return f"staff/{staff.email}"
