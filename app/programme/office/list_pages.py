"""The pages that all of the office's lists share: the list, a new entry, an entry; kept, and deleted while unused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.db import db, transaction
from app.errors import Refused
from app.lib.names import folded
from app.lib.pictures import LARGEST_FILE
from app.programme.list_entries import Listed, add_entry, change_entry, remove_entry, uses
from app.web.attempt import attempt

REST_OF_A_FORM = 256 * 1024  # bytes, beside a picture


@dataclass(frozen=True)
class Words:
    """What the pages of one list say; the gaps of ``saved`` and the like are the entry's ``name``."""

    title: LazyString
    add: LazyString
    new: LazyString
    search: LazyString
    none_yet: LazyString
    where_from: LazyString
    none_found: LazyString
    saved: LazyString
    deleted: LazyString
    used: LazyString  # the heading of the column that counts
    unused: LazyString
    in_use: LazyString


class ListPages:
    """One list of the office. Subclasses say what its form shows, and what was typed there."""

    listed: Listed
    folder: str  # of its templates
    words: Words
    form: Any
    load: Sequence[Any] = ()  # options of the query
    sorts: dict[str, tuple[LazyString, Callable[[Any], Any]]] = {}

    def sought(self, entry: Any) -> str:
        """The words by which an entry is found."""
        return str(entry.name)

    def shown(self, entry: Any) -> dict[str, Any]:
        """All that the form shows of an entry."""
        raise NotImplementedError

    def typed(self, form: Any, entry: Any | None) -> dict[str, Any]:
        """What was typed, as columns by name; called in the transaction that keeps it."""
        raise NotImplementedError

    def beside(self, entry: Any) -> dict[str, Any]:
        """What else the page of an entry shows."""
        return {}

    def foreseen(self, entry: Any, form: Any) -> str | None:
        """A page to confirm on before the change is made; None: it is made at once."""
        return None

    def change(self, entry: Any, facts: dict[str, Any]) -> str:
        """Make the change; returns what to say afterwards."""
        change_entry(self.listed, entry, facts, by=g.staff.email)
        return str(self.words.saved) % {"name": entry.name}

    def after(self, entry: Any) -> None:
        """What else to say of an entry that has just been kept."""

    @property
    def kind(self) -> str:
        return self.listed.kind

    def url(self, page: str, **where: Any) -> str:
        return url_for(f"office.{self.folder}.{page}", **where)

    def entry(self, number: int) -> Any:
        """The entry of this number, or 404."""
        return db.get_or_404(self.listed.record, number)

    def index(self) -> str:
        asked = {name: request.args.get(name, "") for name in ("cerca", "stato", "ordine")}
        everything = db.session.scalars(select(self.listed.record).options(*self.load)).unique().all()
        wanted = folded(asked["cerca"]).split()
        entries = [
            one
            for one in everything
            if all(word in folded(self.sought(one)) for word in wanted)
            and (not asked["stato"] or getattr(one, "is_retired", False) == (asked["stato"] == "ritirati"))
        ]
        times = uses(self.listed, [one.id for one in entries])
        entries.sort(key=lambda one: folded(one.name))
        if asked["ordine"] == "uso":
            entries.sort(key=lambda one: -times.get(one.id, 0))
        elif asked["ordine"] in self.sorts:
            entries.sort(key=self.sorts[asked["ordine"]][1])
        return render_template(
            f"programme/office/{self.folder}/index.html",
            pages=self,
            words=self.words,
            entries=entries,
            times=times,
            asked=asked,
            orders=[("", _("Nome")), *((key, words) for key, (words, _key) in self.sorts.items()), ("uso", _("Uso"))],
            can_retire=hasattr(self.listed.record, "is_retired"),
        )

    def page(self, form: Any, entry: Any | None = None, **more: Any) -> str:
        """The form, of a new entry or of ``entry``."""
        return render_template(
            f"programme/office/{self.folder}/edit.html",
            pages=self,
            words=self.words,
            form=form,
            entry=entry,
            used=uses(self.listed, [entry.id]).get(entry.id, 0) if entry else 0,
            **(self.beside(entry) if entry else {}) | more,
        )

    def new(self) -> str:
        return self.page(self.form())

    def create(self) -> ResponseReturnValue:
        form = self.form()
        if not form.validate():
            return self.page(form), 422
        try:
            with transaction():
                entry = add_entry(self.listed, self.typed(form, None), by=g.staff.email)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
            return self.page(form), refusal.status
        flash(str(self.words.saved) % {"name": entry.name}, "success")
        self.after(entry)
        return redirect(self.url("edit", **{self.kind: entry.id}), 303)

    def edit(self, **where: int) -> str:
        entry = self.entry(where[self.kind])
        return self.page(self.form(data=self.shown(entry)), entry)

    def update(self, **where: int) -> ResponseReturnValue:
        entry = self.entry(where[self.kind])
        form = self.form()
        if "indietro" in request.form:
            return self.page(form, entry)
        if not form.validate():
            return self.page(form, entry), 422
        if "conferma" not in request.form and (first := self.foreseen(entry, form)):
            return first
        try:
            with transaction():
                said = self.change(entry, self.typed(form, entry))
        except Refused as refusal:
            form.name.errors = [str(refusal)]
            return self.page(form, self.entry(where[self.kind])), refusal.status
        flash(said, "success")
        self.after(entry)
        return redirect(self.url("edit", **where), 303)

    def delete(self, **where: int) -> Response:
        entry = self.entry(where[self.kind])
        return attempt(
            lambda: remove_entry(self.listed, entry, by=g.staff.email),
            str(self.words.deleted) % {"name": entry.name},
            self.url("index"),
        )

    def blueprint(self, prefix: str, new: str) -> Blueprint:
        """The addresses of these pages under ``prefix``; ``new`` is «nuova» or «nuovo»."""
        made = Blueprint(self.folder, __name__, url_prefix=prefix)
        one = f"/<int:{self.kind}>"
        made.get("/", endpoint="index")(self.index)
        made.get(f"/{new}", endpoint="new")(self.new)
        made.post(f"/{new}", endpoint="create")(self.create)
        made.get(one, endpoint="edit")(self.edit)
        made.post(one, endpoint="update")(self.update)
        made.post(f"{one}/eliminazione", endpoint="delete")(self.delete)
        return made


def let_pictures_in(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """For blueprints that take uploads: before the form is read, for then it is too late."""
    request.max_content_length = LARGEST_FILE + REST_OF_A_FORM
