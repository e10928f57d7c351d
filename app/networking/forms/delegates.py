"""The delegates of a body: several at once, or one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, IntegerField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.lib.names import LONGEST_NAME
from app.registration.forms import ContactFields, tidied
from app.registration.person import Person
from app.web.access_needs import THEIR_ACCESS_NEEDS

MOST_AT_ONCE = 10  # rows of one form
MOST_UNNAMED = 20


class Fields(ContactFields):
    """A delegate: only the name is needed, and that may come later."""

    first_name = StringField(_l("Nome"), [Length(max=LONGEST_NAME)], filters=[tidied])
    last_name = StringField(_l("Cognome"), [Length(max=LONGEST_NAME)], filters=[tidied])
    job_title = StringField(_l("Ruolo"), [Length(max=200)], filters=[tidied])
    access_needs = SelectMultipleField(
        _l("Gli serve qualcosa per partecipare bene?"),
        choices=list(THEIR_ACCESS_NEEDS.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_first_name(self, field: StringField) -> None:
        if self.is_needed and not any(letter.isalpha() for letter in field.data or ""):
            raise ValidationError(_l("Scrivi il nome"))

    def validate_last_name(self, field: StringField) -> None:
        if self.is_needed and not any(letter.isalpha() for letter in field.data or ""):
            raise ValidationError(_l("Scrivi il cognome"))

    @property
    def is_needed(self) -> bool:
        return True


class DelegateForm(Fields, FlaskForm):
    """One delegate by name."""


class DelegateRow(Fields, FlaskForm):
    """A row of the form for several; one that is blank is nobody."""

    class Meta:
        csrf = False

    @property
    def is_needed(self) -> bool:
        return any(
            self[name].data for name in ("first_name", "last_name", "job_title", "email", "phone", "access_needs")
        )


class EnrolForm(FlaskForm):
    """Delegates by name, and places whose names come later."""

    people = FieldList(FormField(DelegateRow), _l("Delegati"), min_entries=1, max_entries=MOST_AT_ONCE)
    unnamed = IntegerField(
        _l("Posti senza nome"),
        [InputRequired(_l("Scrivi un numero: 0 se hai scritto tutti i nomi")), NumberRange(0, MOST_UNNAMED)],
        default=0,
    )
    request_key = HiddenField(validators=[Length(max=64)])

    def validate(self, extra_validators: Any = None) -> bool:
        right = bool(super().validate(extra_validators))
        if self.people.errors:  # one sentence for the summary: each row says its own beside its fields
            self.people.errors = [_first_fault(self.people)]
        elif right and not self.unnamed.data and not self._rows:
            self.unnamed.errors = [_("Scrivi almeno un nome, o quanti posti vuoi senza nome")]
            return False
        return right

    def delegates(self, language: str) -> list[Person | None]:
        """Who is enrolled, None for each place without a name."""
        return [*(row.person(language) for row in self._rows), *[None] * (self.unnamed.data or 0)]

    @property
    def _rows(self) -> list[DelegateRow]:
        return [entry.form for entry in self.people if entry.form.is_needed]

    def press(self, added: bool) -> bool:
        """Add a row if its button was pressed; returns whether it was."""
        if added and len(self.people) < MOST_AT_ONCE:
            self.people.append_entry()
        return added


def _first_fault(rows: Any) -> str:
    for number, row in enumerate(rows, 1):
        for field in row.form:
            if field.errors:
                return _("Delegato %(number)s: %(fault)s", number=number, fault=field.errors[0])
    return str(rows.errors[0])
