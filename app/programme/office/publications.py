"""What the public sees of a half-year, in the office: publish, take back, archive."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme import catalogue
from app.programme.figures import figures_of
from app.programme.models import Edition, Programme
from app.programme.publish import archive, difference, publish, unarchive, withdraw
from app.web.attempt import attempt
from app.web.found import programme_or_404

WHERE = "/<programme>/pubblicazione"


def add_pages(blueprint: Blueprint) -> None:
    """Put these pages under those of the half-year."""
    blueprint.add_url_rule(WHERE, view_func=new_publication)
    blueprint.add_url_rule(WHERE, view_func=create_publication, methods=["POST"])
    blueprint.add_url_rule("/<programme>/bozza", view_func=create_withdrawal, methods=["POST"])
    blueprint.add_url_rule("/<programme>/archivio", view_func=create_archiving, methods=["POST"])
    blueprint.add_url_rule("/<programme>/riapertura", view_func=create_unarchiving, methods=["POST"])


def new_publication(programme: str) -> ResponseReturnValue:
    """The difference between what is public and what would be."""
    return _page(programme_or_404(programme))


def create_publication(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    only = request.form.getlist("edizione", type=int) if "scelte" in request.form else None
    try:
        with transaction():
            shown = len(publish(found, by=g.staff.email, only=only))
    except Refused as refusal:
        for reason in str(refusal).splitlines():
            flash(reason, "danger")
        return redirect(_address(programme), 303)
    if only is None:
        flash(_("Il programma è pubblicato."), "success")
    elif shown:
        flash(
            ngettext("%(num)d edizione nuova è pubblicata.", "%(num)d edizioni nuove sono pubblicate.", shown),
            "success",
        )
    return redirect(_address(programme), 303)


def create_withdrawal(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    done = _("Il programma è di nuovo una bozza: sul sito non c'è più.")
    return attempt(lambda: withdraw(found, by=g.staff.email), done, _address(programme))


def create_archiving(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    done = _("Il programma è archiviato: tutti lo possono leggere, nessuno lo può cambiare.")
    return attempt(lambda: archive(found, by=g.staff.email), done, _address(programme))


def create_unarchiving(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return attempt(
        lambda: unarchive(found, by=g.staff.email), _("Il programma si può di nuovo cambiare."), _address(programme)
    )


def _page(programme: Programme) -> str:
    editions = catalogue.editions_of(programme)
    held = [edition for edition in editions if not edition.is_cancelled]
    figures = figures_of([programme])[programme.id]
    return render_template(
        "programme/office/publication.html",
        programme=programme,
        found=difference(programme),
        figures=figures,
        is_over=figures.ends_at is None or figures.ends_at <= now(),
        registers_open=[edition for edition in held if _waits_for_its_registers(edition)],
        now=now(),
    )


def _waits_for_its_registers(edition: Edition) -> bool:
    return bool(edition.confirmed_count) and edition.has_ended(now()) and not edition.is_closed


def _address(programme: str) -> str:
    return url_for("office.programme.new_publication", programme=programme)
