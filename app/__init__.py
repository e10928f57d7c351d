"""The application, put together."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Flask

import config
from app import db, jobs, records
from app.lib import clock
from app.web import assets, errors, filters, headers, locale, permissions, session

ROOT = Path(__file__).parent.parent


def create_app(**settings: Any) -> Flask:
    """The application with the settings of the environment; ``settings`` (upper-case names) win.

    Raises config.WrongSetting, one sentence naming the variable.
    """
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app" / "static"))
    app.config.from_mapping(config.load(**settings))
    clock.start_at(app.config["BUSSOLA_NOW"])
    for part in (db, locale, session, permissions, filters, headers, errors, assets, jobs):
        part.init_app(app)
    register_pages(app)
    register_office(app)
    register_commands(app)
    app.extensions["records"] = records.ALL
    return app


def register_pages(app: Flask) -> None:
    from app.web import home

    for edge in (home,):
        app.register_blueprint(edge.blueprint)


def register_office(app: Flask) -> None:
    from app.staff import office as staff

    office = Blueprint("office", __name__, url_prefix="/ufficio")
    for edge in (staff,):
        office.register_blueprint(edge.blueprint)
    app.register_blueprint(office)


def register_commands(app: Flask) -> None:
    from app.staff import commands as staff

    for edge in (staff,):
        app.cli.add_command(edge.group)
