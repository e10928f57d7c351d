"""Partners and their logos, in the office."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.programme.forms.partner import PartnerForm, partner_shown, partner_typed
from app.programme.list_entries import PARTNERS
from app.programme.models import Partner
from app.programme.office.list_pages import ListPages, Words, let_pictures_in


class PartnerPages(ListPages):
    listed = PARTNERS
    folder = "partners"
    form = PartnerForm
    words = Words(
        title=_l("Partner"),
        add=_l("Aggiungi un partner"),
        new=_l("Nuovo partner"),
        search=_l("Cerca per nome o sito"),
        none_yet=_l("Non c’è ancora nessun partner"),
        where_from=_l("Si aggiungono qui, o arrivano con il foglio del semestre."),
        none_found=_l("Nessun partner con queste parole"),
        saved=_l("Partner «%(name)s» salvato."),
        deleted=_l("Partner «%(name)s» eliminato."),
        used=_l("Edizioni"),
        unused=_l("Nessuna edizione lo nomina: se è un doppione, puoi eliminarlo."),
        in_use=_l("È nominato in qualche edizione, anche passata: non si elimina. Se non collabora più, segnalo."),
    )

    def sought(self, entry: Partner) -> str:
        return f"{entry.name} {entry.website or ''}"

    def shown(self, entry: Partner) -> dict[str, Any]:
        return partner_shown(entry)

    def typed(self, form: PartnerForm, entry: Partner | None) -> dict[str, Any]:
        return partner_typed(form, entry)


blueprint = PartnerPages().blueprint("/partner", "nuovo")
blueprint.url_value_preprocessor(let_pictures_in)
