"""«A rule said no»: a refusal is a sentence that says what to do next, in the reader's language."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Refused(Exception):
    """A rule of the trade said no. Subclasses are the sentence: a ``message`` with named gaps, filled by ``facts``."""

    message: LazyString | str = _l("Non è possibile.")
    status = 409  # HTTP; 409 Conflict: the request is well formed, the state of things forbids it

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.message) % self.facts if self.facts else str(self.message)


_by_constraint: dict[str, type[Refused]] = {}


def says(*constraints: str):  # type: ignore[no-untyped-def]
    """Class decorator: the database rules (by name, or by SQLite's list of columns) whose breach is this refusal."""

    def register(refusal: type[Refused]) -> type[Refused]:
        _by_constraint.update(dict.fromkeys(constraints, refusal))
        return refusal

    return register


def refusal_of_constraint(complaint: str) -> Refused | None:
    """The refusal that a database's complaint about a broken rule stands for, if any."""
    return next((refusal() for name, refusal in _by_constraint.items() if name in complaint), None)
