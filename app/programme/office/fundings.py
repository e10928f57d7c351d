"""Fundings, in the office, and the logos that their rules prescribe, in order."""

from typing import Any

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload

from app.db import db, transaction
from app.programme import funding_logos
from app.programme.forms.partner import FundingForm, LogoForm, LogoWordsForm, funding_shown, funding_typed
from app.programme.list_entries import FUNDINGS
from app.programme.models import Funding, FundingLogo
from app.programme.office.list_pages import ListPages, Words, let_pictures_in
from app.web.attempt import attempt


class FundingPages(ListPages):
    listed = FUNDINGS
    folder = "fundings"
    form = FundingForm
    load = (selectinload(Funding.logos),)
    words = Words(
        title=_l("Finanziamenti"),
        add=_l("Aggiungi un finanziamento"),
        new=_l("Nuovo finanziamento"),
        search=_l("Cerca per nome o codice"),
        none_yet=_l("Non c’è ancora nessun finanziamento"),
        where_from=_l("Un finanziamento dà nome, codice e loghi alle carte delle edizioni che paga, e solo a quelle."),
        none_found=_l("Nessun finanziamento con queste parole"),
        saved=_l("Finanziamento «%(name)s» salvato."),
        deleted=_l("Finanziamento «%(name)s» eliminato."),
        used=_l("Usato"),
        unused=_l("Nessuna edizione e nessun semestre lo usa: puoi eliminarlo."),
        in_use=_l("Qualche edizione o semestre lo usa: non si elimina."),
    )

    def sought(self, entry: Funding) -> str:
        return f"{entry.name} {entry.code or ''}"

    def shown(self, entry: Funding) -> dict[str, Any]:
        return funding_shown(entry)

    def typed(self, form: FundingForm, entry: Funding | None) -> dict[str, Any]:
        return funding_typed(form)

    def beside(self, entry: Funding) -> dict[str, Any]:
        return {"logo_form": LogoForm(formdata=None), "most_logos": funding_logos.MOST_LOGOS}


pages = FundingPages()
blueprint = pages.blueprint("/finanziamenti", "nuovo")
blueprint.url_value_preprocessor(let_pictures_in)
LOGO = "/<int:funding>/loghi/<int:logo>"


@blueprint.post("/<int:funding>/loghi")
def create_logo(funding: int) -> ResponseReturnValue:
    form, found = LogoForm(), pages.entry(funding)
    if not form.validate():
        filled = FundingForm(formdata=None, data=funding_shown(found))
        return pages.page(filled, found, logo_form=form, has_errors=True), 422
    drawn, description = form.logo.drawn, form.description.data or ""
    assert drawn is not None  # or the form was not valid
    return attempt(
        lambda: funding_logos.add_logo(found, drawn, description, by=g.staff.email),
        _("Logo aggiunto."),
        _back(funding),
    )


@blueprint.post(LOGO)
def update_logo(funding: int, logo: int) -> ResponseReturnValue:
    form, found = LogoWordsForm(), _logo(funding, logo)
    if not form.validate():
        abort(422)
    return attempt(
        lambda: funding_logos.describe_logo(found, form.description.data or "", by=g.staff.email),
        _("Descrizione salvata."),
        _back(funding),
    )


@blueprint.post(f"{LOGO}/posto")
def move_logo(funding: int, logo: int) -> ResponseReturnValue:
    found, up = _logo(funding, logo), request.form.get("verso") == "prima"
    with transaction():
        funding_logos.move_logo(found, -1 if up else 1, by=g.staff.email)
    return redirect(_back(funding), 303)


@blueprint.post(f"{LOGO}/eliminazione")
def delete_logo(funding: int, logo: int) -> ResponseReturnValue:
    found = _logo(funding, logo)
    return attempt(
        lambda: funding_logos.remove_logo(found, by=g.staff.email),
        _("Logo tolto. Gli attestati già emessi lo mostrano ancora."),
        _back(funding),
    )


def _logo(funding: int, logo: int) -> FundingLogo:
    found = db.get_or_404(FundingLogo, logo)
    return found if found.funding_id == funding else abort(404)


def _back(funding: int) -> str:
    return url_for("office.fundings.edit", funding=funding, _anchor="loghi")
