"""Where and when a meeting goes."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, ValidationError

from app.lib.clock import from_rome, rome
from app.programme.forms import choices
from app.programme.forms.fields import DayField, HourField
from app.programme.models import Meeting
from app.registration.planned_meetings import PlannedMeeting


class MoveForm(FlaskForm):
    day = DayField(_l("Giorno"), [InputRequired(_l("Scegli il giorno"))])
    starts = HourField(_l("Dalle"), [InputRequired(_l("Scrivi a che ora comincia"))])
    ends = HourField(_l("Alle"), [InputRequired(_l("Scrivi a che ora finisce"))])
    place = SelectField(_l("Sede e sala"), [InputRequired(_l("Scegli sede e sala"))])
    step = HiddenField()  # «guarda»: only look; «conferma»: what it brings has been seen

    def validate_ends(self, field: HourField) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("La fine deve venire dopo l'inizio"))

    @property
    def only_looks(self) -> bool:
        return bool(self.step.data == "guarda")

    @property
    def is_confirmed(self) -> bool:
        return bool(self.step.data == "conferma")

    def plan(self, meeting: Meeting) -> PlannedMeeting:
        """Where the meeting would be, once the form is valid."""
        assert self.day.data and self.starts.data and self.ends.data
        venue, room = choices.place_of(self.place.data)
        starts_at, ends_at = from_rome(self.day.data, self.starts.data), from_rome(self.day.data, self.ends.data)
        return PlannedMeeting(starts_at, ends_at, venue, room, meeting.id)


def form_sent(meeting: Meeting) -> MoveForm:
    form = MoveForm()
    form.place.choices = choices.places([choices.place_value(meeting.venue, meeting.room)])
    return form


def form_about(meeting: Meeting, query: Mapping[str, str]) -> MoveForm:
    """The form as the meeting is; the query may say another week (``settimana``, its Monday) and place (``luogo``)."""
    facts, offered = facts_of(meeting), choices.places([choices.place_value(meeting.venue, meeting.room)])
    day, place = _same_weekday(meeting.day, query.get("settimana", "")), query.get("luogo", "")
    if place not in {value for group in offered.values() for value, _name in group if value}:
        place = str(facts["place"])
    form = MoveForm(formdata=None, data=facts | {"day": day, "place": place})
    form.place.choices = offered
    return form


def facts_of(meeting: Meeting) -> dict[str, date | time | str]:
    """What the fields of the form hold for the meeting as it is."""
    return {
        "day": meeting.day,
        "starts": rome(meeting.starts_at).time(),
        "ends": rome(meeting.ends_at).time(),
        "place": choices.place_value(meeting.venue, meeting.room),
    }


def _same_weekday(day: date, monday: str) -> date:
    try:
        return date.fromisoformat(monday) + timedelta(days=day.weekday())
    except ValueError:
        return day
