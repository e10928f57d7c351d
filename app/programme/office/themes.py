"""Themes, in the office: their colours, their English names, two that become one."""

from typing import Any

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.db import db
from app.programme.forms import choices
from app.programme.forms.fields import with_translations
from app.programme.forms.theme import TRANSLATED, ThemeForm, shown, typed
from app.programme.list_entries import COLOURS, THEMES
from app.programme.merge_themes import merge_themes
from app.programme.models import Theme
from app.programme.office.list_pages import ListPages, Words
from app.web.attempt import attempt


class ThemePages(ListPages):
    listed = THEMES
    folder = "themes"
    colours = COLOURS
    words = Words(
        title=_l("Temi"),
        add=_l("Aggiungi un tema"),
        new=_l("Nuovo tema"),
        search=_l("Cerca per nome"),
        none_yet=_l("Non c’è ancora nessun tema"),
        where_from=_l("Si aggiungono qui, o arrivano con il foglio del semestre."),
        none_found=_l("Nessun tema con queste parole"),
        saved=_l("Tema «%(name)s» salvato."),
        deleted=_l("Tema «%(name)s» eliminato."),
        used=_l("Laboratori"),
        unused=_l("Nessun laboratorio ha questo tema: puoi eliminarlo."),
        in_use=_l("Ha dei laboratori: non si elimina, ma si può unire a un altro tema."),
    )

    @property
    def form(self) -> Any:  # type: ignore[override]
        return with_translations(ThemeForm, TRANSLATED)

    def sought(self, entry: Theme) -> str:
        return " ".join([entry.name, *(texts.get("name", "") for texts in entry.translations.values())])

    def shown(self, entry: Theme) -> dict[str, Any]:
        return shown(entry)

    def typed(self, form: Any, entry: Theme | None) -> dict[str, Any]:
        return typed(form, entry)

    def beside(self, entry: Theme) -> dict[str, Any]:
        return {"others": [(value, name) for value, name in choices.themes()[1:] if value != str(entry.id)]}


pages = ThemePages()
blueprint = pages.blueprint("/temi", "nuovo")


@blueprint.post("/<int:theme>/unione")
def create_merge(theme: int) -> ResponseReturnValue:
    chosen = request.form.get("con", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        chosen = str(theme)
    one, into = pages.entry(theme), pages.entry(int(chosen))
    return attempt(
        lambda: merge_themes(db.session.get_one(Theme, one.id), db.session.get_one(Theme, into.id), by=g.staff.email),
        _("«%(name)s» è confluito in «%(into)s».", name=one.name, into=into.name),
        url_for("office.themes.index"),
    )
