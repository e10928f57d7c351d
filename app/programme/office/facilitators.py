"""Who leads, in the office: when they can, when they are away, what they lead, the calendar that is theirs."""

from typing import Any

from flask import abort, current_app, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.db import db, transaction
from app.lib.clock import today
from app.programme import leading
from app.programme.forms.facilitator import AbsenceForm, FacilitatorForm, shown, typed
from app.programme.list_entries import FACILITATORS
from app.programme.models import Absence, Facilitator
from app.programme.office.list_pages import ListPages, Words
from app.web.attempt import attempt
from app.web.permissions import may


class FacilitatorPages(ListPages):
    listed = FACILITATORS
    folder = "facilitators"
    form = FacilitatorForm
    sorts = {"tipo": (_l("Persone prima"), lambda one: not one.is_person)}
    words = Words(
        title=_l("Chi conduce"),
        add=_l("Aggiungi chi conduce"),
        new=_l("Nuovo nome fra chi conduce"),
        search=_l("Cerca per nome o e-mail"),
        none_yet=_l("Non c’è ancora nessuno"),
        where_from=_l("Si aggiungono qui, o arrivano con il foglio del semestre."),
        none_found=_l("Nessuno con queste parole"),
        saved=_l("«%(name)s» salvato."),
        deleted=_l("«%(name)s» eliminato."),
        used=_l("Edizioni"),
        unused=_l("Non ha mai condotto niente: se è un doppione, puoi eliminarlo."),
        in_use=_l("Ha delle edizioni, anche passate: non si elimina. Se non conduce più, segnalo."),
    )

    def sought(self, entry: Facilitator) -> str:
        return f"{entry.name} {entry.email or ''}"

    def shown(self, entry: Facilitator) -> dict[str, Any]:
        return shown(entry)

    def typed(self, form: FacilitatorForm, entry: Facilitator | None) -> dict[str, Any]:
        return typed(form)

    def beside(self, entry: Facilitator) -> dict[str, Any]:
        calendar = None
        if may("programme.facilitator_feed"):
            path = url_for("programme.facilitator_feed", key=entry.calendar_key, lang=None)
            calendar = f"{current_app.config['PUBLIC_URL']}{path}"
        return {
            "absence_form": AbsenceForm(formdata=None),
            "led": leading.editions_led_by(entry, today()),
            "calendar": calendar,
            "today": today(),
        }


pages = FacilitatorPages()
blueprint = pages.blueprint("/chi-conduce", "nuovo")


@blueprint.post("/<int:facilitator>/assenze")
def create_absence(facilitator: int) -> ResponseReturnValue:
    form, found = AbsenceForm(), pages.entry(facilitator)
    if not form.validate():
        filled = FacilitatorForm(formdata=None, data=shown(found))
        return pages.page(filled, found, absence_form=form, has_errors=True), 422
    with transaction():
        first, last = form.first_on.data, form.last_on.data
        assert first
        leading.add_absence(found, first, last or first, form.reason.data or None, by=g.staff.email)
    return redirect(url_for("office.facilitators.edit", facilitator=facilitator, _anchor="assenze"), 303)


@blueprint.post("/<int:facilitator>/assenze/<int:absence>/eliminazione")
def delete_absence(facilitator: int, absence: int) -> ResponseReturnValue:
    found = db.get_or_404(Absence, absence)
    if found.facilitator_id != facilitator:
        abort(404)
    return attempt(
        lambda: leading.remove_absence(found, by=g.staff.email),
        _("Assenza tolta."),
        url_for("office.facilitators.edit", facilitator=facilitator, _anchor="assenze"),
    )


@blueprint.post("/<int:facilitator>/indirizzo")
def create_address(facilitator: int) -> ResponseReturnValue:
    found = pages.entry(facilitator)
    return attempt(
        lambda: leading.give_new_calendar(found, by=g.staff.email),
        _("Il calendario ha un nuovo indirizzo: mandalo a chi lo usa. Quello di prima non funziona più."),
        url_for("office.facilitators.edit", facilitator=facilitator, _anchor="calendario"),
    )
