"""The whole of an edition on one page: facts, dates, agenda, translations."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import URL, DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from app.programme.forms import choices
from app.programme.forms.fields import DayField, GroupedField, HourField, RowForm, Ticks, text_field, tidied
from app.programme.models import ActivityKind
from app.programme.read_editions import CODE, LONGEST_CODE, LONGEST_LINK, LONGEST_TITLE

MOST_MEETINGS, MOST_AGENDA_ITEMS = 40, 40
TRANSLATED = {"summary": _l("Descrizione"), "audience": _l("Rivolto a")}
WHOLE_LINK = _l("Scrivi il link per intero, con https://")


class MeetingRow(RowForm):
    """A meeting: when and where. ``meeting_id`` says which one it is, when it exists."""

    meeting_id = HiddenField()
    day = DayField(_l("Data"), [DataRequired(_l("Scrivi la data dell'incontro"))])
    starts = HourField(_l("Dalle"), [DataRequired(_l("Scrivi a che ora comincia"))])
    ends = HourField(_l("Alle"), [DataRequired(_l("Scrivi a che ora finisce"))])
    place = GroupedField(_l("Sede e sala"), [DataRequired(_l("Scegli dove si tiene"))], choices=[], coerce=str)

    def validate_ends(self, field: HourField) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("L'incontro finisce prima di cominciare: correggi uno dei due orari"))


class AgendaRow(RowForm):
    """A line of the agenda of a networking day."""

    starts = HourField(_l("Dalle"), [DataRequired(_l("Scrivi a che ora comincia"))])
    ends = HourField(_l("Alle"), [DataRequired(_l("Scrivi a che ora finisce"))])
    title = StringField(_l("Che cosa"), [DataRequired(_l("Scrivi che cosa si fa")), Length(max=300)], filters=[tidied])
    speakers = StringField(_l("Chi parla"), [Length(max=300)], filters=[tidied])

    def validate_ends(self, field: HourField) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("Finisce prima di cominciare: correggi uno dei due orari"))


class EditionForm(FlaskForm):
    """``whole`` says that the page sent all of it: without it, lists that were not sent stay as they are."""

    whole = HiddenField(default="si")
    code = StringField(
        _l("Codice"),
        [
            DataRequired(_l("Scrivi il codice, come CV-1")),
            Length(max=LONGEST_CODE, message=_l("Il codice può avere al massimo %(max)d lettere")),
            Regexp(CODE.pattern + r"\Z", message=_l("Nel codice usa solo lettere senza accento, cifre e trattini")),
        ],
        filters=[tidied],
    )
    activity = GroupedField(_l("Laboratorio o giornata"), [Optional()], choices=[], coerce=str, default="")
    new_title = StringField(
        _l("Titolo del laboratorio nuovo"),
        [Length(max=LONGEST_TITLE, message=_l("Il titolo può avere al massimo %(max)d lettere"))],
        filters=[tidied],
    )
    new_kind = SelectField(_l("Tipo"), choices=[], coerce=str, default=ActivityKind.LAB.value)
    new_theme = SelectField(_l("Tema"), choices=[], coerce=str, default="")
    summary = text_field(_l("Descrizione"))
    audience = text_field(_l("Rivolto a"))
    seats = IntegerField(
        _l("Posti"),
        [InputRequired(_l("Scrivi quanti posti ci sono")), NumberRange(1, 1000, _l("Scrivi un numero da 1 a 1000"))],
    )
    minimum_people = IntegerField(
        _l("Numero minimo di persone"), [Optional(), NumberRange(0, 1000, _l("Scrivi un numero da 0 a 1000"))]
    )
    most_delegates = IntegerField(
        _l("Posti per ogni ente"), [Optional(), NumberRange(1, 1000, _l("Scrivi un numero da 1 a 1000"))]
    )
    sign_up_opens_on = DayField(_l("Iscrizioni dal"), [Optional()])
    sign_up_closes_on = DayField(_l("Iscrizioni entro"), [Optional()])
    partners = Ticks(_l("In collaborazione con"), choices=[], coerce=int)
    facilitators = Ticks(_l("Chi conduce"), choices=[], coerce=int)
    funding = SelectField(_l("Finanziamento"), [Optional()], choices=[], coerce=str, default="")
    online_url = StringField(
        _l("Link per collegarsi"),
        [Optional(), Length(max=LONGEST_LINK), URL(message=WHOLE_LINK), Regexp("https?://", message=WHOLE_LINK)],
    )
    notes = text_field(_l("Note interne"))
    meetings = FieldList(FormField(MeetingRow), _l("Incontri"), max_entries=MOST_MEETINGS)
    agenda = FieldList(FormField(AgendaRow), _l("Scaletta"), max_entries=MOST_AGENDA_ITEMS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fill what is to choose from; again after a row was added."""
        self.activity.choices = choices.activities()
        self.new_kind.choices, self.new_theme.choices = choices.kinds(), choices.themes()
        self.partners.choices = choices.partners(self.partners.data or ())
        self.facilitators.choices = choices.facilitators(self.facilitators.data or ())
        self.funding.choices = choices.fundings()
        places = choices.places(row.form.place.data or "" for row in self.meetings)
        for row in self.meetings:
            row.form.place.choices = places

    def validate_new_title(self, field: StringField) -> None:
        if not self.activity.data and not field.data:
            raise ValidationError(_l("Scegli un laboratorio, o scrivi il titolo di quello nuovo"))

    def validate_new_theme(self, field: SelectField) -> None:
        if not self.activity.data and not field.data:
            raise ValidationError(_l("Scegli il tema del laboratorio nuovo"))

    def validate_sign_up_closes_on(self, field: DayField) -> None:
        if field.data and self.sign_up_opens_on.data and field.data < self.sign_up_opens_on.data:
            raise ValidationError(_l("Le iscrizioni chiudono prima di aprire: correggi una delle due date"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        for rows in (self.meetings, self.agenda):
            if rows.errors:  # one sentence for the summary: each row says its own beside its fields
                rows.errors = [first_fault(rows)]
        return fine


def first_fault(rows: Any) -> str:
    """«Incontro 2: scrivi la data», of the first row that has a fault."""
    for number, row in enumerate(rows, 1):
        for field in row.form if hasattr(row, "form") else ():
            if field.errors:
                return _(
                    "%(list)s, riga %(number)s: %(fault)s", list=rows.label.text, number=number, fault=field.errors[0]
                )
    return str(rows.errors[0])
