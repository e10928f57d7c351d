"""One change for many editions: every field is optional, and blank leaves things as they are."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import BooleanField, IntegerField, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from app.db import db
from app.programme.forms import choices
from app.programme.forms.fields import DayField, GroupedField, HourField, Ticks
from app.programme.models import Edition, Facilitator
from app.registration.bulk_edit import ADD, REMOVE, REPLACE, Wanted

MOST_DAYS = 366
AS_IT_IS = _l("Lascia com'è")


class BulkForm(FlaskForm):
    editions = Ticks(_l("Edizioni"), choices=[], coerce=int)
    place = GroupedField(_l("Sede e sala"), [Optional()], choices=[], coerce=str, default="")
    days = IntegerField(
        _l("Sposta di giorni"),
        [Optional(), NumberRange(-MOST_DAYS, MOST_DAYS, _l("Scrivi un numero da -366 a 366"))],
    )
    starts = HourField(_l("Comincia alle"), [Optional()])
    facilitator = SelectField(_l("Chi conduce"), [Optional()], choices=[], coerce=str, default="")
    facilitator_how = SelectField(
        _l("In che modo"),
        choices=[
            (ADD, _l("Si aggiunge agli altri")),
            (REPLACE, _l("Prende il posto di tutti")),
            (REMOVE, _l("Non conduce più")),
        ],
        coerce=str,
        default=ADD,
    )
    sign_up_opens_on = DayField(_l("Iscrizioni dal"), [Optional()])
    sign_up_closes_on = DayField(_l("Iscrizioni entro"), [Optional()])
    back_to_the_rule = BooleanField(_l("Iscrizioni come dice la regola del semestre"))
    seats = IntegerField(_l("Posti"), [Optional(), NumberRange(1, 1000, _l("Scrivi un numero da 1 a 1000"))])
    minimum_people = IntegerField(
        _l("Numero minimo di persone"), [Optional(), NumberRange(0, 1000, _l("Scrivi un numero da 0 a 1000"))]
    )

    def __init__(self, editions: list[Edition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions.choices = [(one.id, one.code) for one in editions]
        self.place.choices = {**choices.places(), "": [("", AS_IT_IS)]}
        people = [(str(number), name) for number, name in choices.facilitators()]
        self.facilitator.choices = [("", AS_IT_IS), *people]

    def validate_editions(self, field: Ticks) -> None:
        if not field.data:
            raise ValidationError(_l("Scegli almeno un'edizione"))

    def validate_sign_up_closes_on(self, field: DayField) -> None:
        if field.data and self.sign_up_opens_on.data and field.data < self.sign_up_opens_on.data:
            raise ValidationError(_l("Le iscrizioni chiudono prima di aprire: correggi una delle due date"))

    def validate_back_to_the_rule(self, field: BooleanField) -> None:
        if field.data and (self.sign_up_opens_on.data or self.sign_up_closes_on.data):
            raise ValidationError(_l("Scegli: o le date scritte qui, o la regola del semestre"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        if fine and self.wanted == Wanted():
            self.form_errors.append(str(_l("Non c'è niente da cambiare: scrivi almeno una cosa qui sotto")))
            return False
        return fine

    @property
    def wanted(self) -> Wanted:
        """What was typed, as the verbs take it."""
        typed: Any = self.data
        leads = select(Facilitator).where(Facilitator.id == int(typed["facilitator"] or 0))
        return Wanted(
            place=choices.place_of(typed["place"]) if typed["place"] else None,
            days=typed["days"] or 0,
            starts=typed["starts"],
            facilitator=db.session.scalars(leads).one_or_none(),
            facilitator_how=typed["facilitator_how"] if typed["facilitator"] else ADD,
            sign_up_opens_on=typed["sign_up_opens_on"],
            sign_up_closes_on=typed["sign_up_closes_on"],
            back_to_the_rule=typed["back_to_the_rule"],
            seats=typed["seats"],
            minimum_people=typed["minimum_people"],
        )
