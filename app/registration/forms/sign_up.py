"""The form with which the public signs up: one person or several, on one contact."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, Form, FormField, RadioField, SelectField, StringField
from wtforms.validators import Length

from app.languages.offered import language_choices, spoken
from app.registration.forms.person import NameFields, PersonForm, access_needs, tidied
from app.registration.person import Person
from app.registration.sign_up_together import MOST_PEOPLE
from app.web.referrals import REFERRALS

LONGEST_NEED = 120  # letters
TOGETHER, APART = "insieme", "ognuno"


def other_need() -> StringField:
    return StringField(
        _l("Altro che ti serve"),
        [Length(max=LONGEST_NEED, message=_l("Usa al massimo %(max)d lettere"))],
        filters=[tidied],
    )


class OtherPersonForm(NameFields, Form):
    """One more person of the same sign-up."""

    access_needs = access_needs()
    other_need = other_need()

    def validate_row(self, position: int) -> None:
        """Say of every mistake whose it is: the summary stands far from the fields."""
        for field in self:
            field.errors = [
                _("Persona %(position)s: %(reason)s", position=position, reason=error) for error in field.errors
            ]


class SignUpForm(PersonForm):
    """Who signs up, and whoever comes with them; how they are reached is asked once."""

    other_need = other_need()
    others = FieldList(FormField(OtherPersonForm), max_entries=MOST_PEOPLE - 1)
    together = RadioField(
        _l("Come volete venire?"),
        choices=[
            (TOGETHER, _l("Vogliamo venire insieme. Se non ci sono posti per tutti, aspettiamo insieme.")),
            (APART, _l("Ognuno per sé. Ognuno prende il primo posto che c’è.")),
        ],
        default=TOGETHER,
    )
    language = SelectField(_l("In che lingua ti scriviamo?"), choices=language_choices, default=lambda: spoken(g.lang))
    referral = SelectField(_l("Chi ti ha parlato di noi?"), choices=[("", ""), *REFERRALS.items()], default="")
    last_minute = BooleanField(_l("Posso venire anche all’ultimo momento"))

    @property
    def how_many(self) -> int:
        return 1 + len(self.others.entries)

    def one_more(self) -> None:
        """One more row of names, if there may be one more person."""
        if self.how_many < MOST_PEOPLE:
            self.others.append_entry()

    def one_less(self, position: int) -> None:
        """Without the person at ``position`` (from 2); nothing when there is none."""
        rows = [entry.data for number, entry in enumerate(self.others.entries, start=2) if number != position]
        while self.others.entries:
            self.others.pop_entry()
        for row in rows:
            self.others.append_entry(row)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for position, entry in enumerate(self.others.entries, start=2):
            entry.form.validate_row(position)
        return valid

    def all_fields(self) -> Iterator[Field]:
        """The fields that can be wrong, in the order of the page; those of the other people one by one."""
        for field in self:
            if field is self.others:
                for entry in self.others.entries:
                    yield from entry.form
            else:
                yield field

    def people(self) -> list[Person]:
        """Who the (valid) form describes, in the order of the page."""
        first = self.person(self.language.data)
        first = replace(
            first,
            access_needs=_needs(self),
            referral=self.referral.data or None,
            last_minute=self.last_minute.data,
        )
        return [first, *(self._other(first, entry.form) for entry in self.others.entries)]

    @staticmethod
    def _other(first: Person, row: Any) -> Person:
        return replace(
            first,
            first_name=row.first_name.data or "",
            last_name=row.last_name.data or "",
            access_needs=_needs(row),
            job_title=None,
        )


def _needs(form: Any) -> list[str]:
    return [*(form.access_needs.data or []), *([form.other_need.data] if form.other_need.data else [])]
