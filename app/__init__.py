"""The application, put together."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Flask

import config
from app import db, jobs, records
from app.lib import clock
from app.outbox import sms
from app.web import api, assets, errors, filters, headers, impossible, locale, permissions, previews, session

ROOT = Path(__file__).parent.parent


def create_app(**settings: Any) -> Flask:
    """The application with the settings of the environment; ``settings`` (upper-case names) win.

    Raises config.WrongSetting, one sentence naming the variable.
    """
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app" / "static"))
    app.config.from_mapping(config.load(**settings))
    clock.start_at(app.config["BUSSOLA_NOW"])
    on_each_request = (session, locale, impossible, permissions, headers, errors)
    for part in (db, *on_each_request, filters, api, previews, assets, jobs, sms):
        part.init_app(app)
    register_pages(app)
    register_api(app)
    register_office(app)
    register_commands(app)
    app.extensions["records"] = records.ALL
    return app


def register_pages(app: Flask) -> None:
    """What everybody may open."""
    from app.certificates import views as certificates
    from app.checkin import views as checkin
    from app.inbox import development as development_answers
    from app.networking import views as networking
    from app.outbox import development
    from app.programme import views as programme
    from app.registration import views as registration
    from app.web import home

    for blueprint in (
        home.blueprint,
        programme.blueprint,
        registration.blueprint,
        registration.ticket,
        registration.mine.blueprint,
        networking.blueprint,
        checkin.blueprint,
        certificates.blueprint,
        certificates.verification,
    ):
        app.register_blueprint(blueprint)
    if development.is_open(app):
        app.register_blueprint(development.blueprint)
        app.register_blueprint(development_answers.blueprint)


def register_api(app: Flask) -> None:
    """What programs read: one parent under /api/v1, made anew for each application."""
    from app.programme import api as programme

    app.register_blueprint(api.parent(programme.programmes, programme.editions))


def register_office(app: Flask) -> None:
    """The back office: one parent under /ufficio, made anew for each application."""
    from app.attendance import office as attendance
    from app.attendance.office import overbooking
    from app.certificates import office as certificates
    from app.checkin import office as checkin
    from app.composer import office as composer
    from app.inbox import office as inbox
    from app.journal import office as journal
    from app.languages import office as languages
    from app.networking.office import delegates, invitations, organisations
    from app.outbox.office import announcements, returned
    from app.outbox.office import messages as outbox
    from app.people.office import files as people
    from app.people.office import merges
    from app.programme.office import (
        activities,
        board,
        bulk,
        closures,
        copies,
        decisions,
        editions,
        exports,
        facilitators,
        fundings,
        half_years,
        lists,
        notices,
        partners,
        patrons,
        recurrence,
        sheets,
        themes,
        venues,
    )
    from app.registration import office as registration
    from app.registration.office import desk, queue, reservations, slips
    from app.reminders import office as reminders
    from app.reports import office as reports
    from app.staff import office as staff

    office = Blueprint("office", __name__, url_prefix="/ufficio")
    for edge in (
        reports,
        half_years,
        closures,
        copies,
        patrons,
        notices,
        board,
        editions,
        decisions,
        activities,
        recurrence,
        bulk,
        sheets,
        exports,
        registration,
        desk,
        slips,
        reservations,
        queue,
        checkin,
        attendance,
        overbooking,
        certificates,
        journal,
        languages,
        inbox,
        outbox,
        returned,
        reminders,
        announcements,
        composer,
        delegates,
        invitations,
        organisations,
        people,
        merges,
        lists,
        venues,
        facilitators,
        partners,
        fundings,
        themes,
        staff,
    ):
        office.register_blueprint(edge.blueprint)
    office.register_blueprint(composer.templates)
    office.register_blueprint(reports.looking)
    app.register_blueprint(office)


def register_commands(app: Flask) -> None:
    """What operators type."""
    from app.certificates import commands as certificates
    from app.demo import commands as demo
    from app.inbox import commands as inbox
    from app.outbox import commands as outbox
    from app.privacy import commands as privacy
    from app.programme import commands as programme
    from app.registration import commands as registration
    from app.staff import commands as staff

    for command in (
        staff.group,
        programme.group,
        registration.group,
        outbox.group,
        inbox.group,
        jobs.worker,
        certificates.group,
        privacy.group,
        privacy.backup,
        privacy.restore,
        demo.group,
        demo.welcome,
    ):
        app.cli.add_command(command)
