"""How HTML and JSON say that something is not possible."""

import logging

from flask import Flask, Response, has_request_context, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError

from app.db import db
from app.errors import Refused


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(HTTPException, http_error)
    app.logger.addFilter(by_its_route)


def by_its_route(record: logging.LogRecord) -> bool:
    """Log a crash by its route: an address may open somebody's page, or hold whatever a stranger typed."""
    if record.exc_info and has_request_context():
        record.msg, record.args = f"Exception on {request.url_rule or 'no route'} [{request.method}]", ()
    return True


def refused(refusal: Refused) -> ResponseReturnValue:
    return answer(refusal.status, _("Non è possibile"), str(refusal))


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    return answer(
        400, _("La pagina è scaduta"), _("Torna indietro, ricarica la pagina e invia di nuovo: nulla è andato perso.")
    )


def busy(_error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    response = answer(503, _("Troppe persone insieme"), _("Aspetta qualche secondo e riprova: nulla è andato perso."))
    response.headers["Retry-After"] = "5"
    return response


def unstorable(_error: DataError) -> ResponseReturnValue:
    """The last wall: what passed every form and still does not fit a column."""
    db.session.rollback()
    return http_error(BadRequest())


def http_error(error: HTTPException) -> ResponseReturnValue:
    titles = {
        400: (_("La richiesta non è chiara"), _("Torna indietro e riprova.")),
        404: (_("Questa pagina non c'è"), _("Controlla l'indirizzo, oppure parti dal programma.")),
        405: (_("Questa pagina non c'è"), _("Controlla l'indirizzo, oppure parti dal programma.")),
        410: (_("Questo link non vale più"), _("Chiedi all'ufficio un link nuovo.")),
        413: (_("Il file è troppo grande"), _("Invia un file più piccolo.")),
        429: (_("Troppi tentativi"), _("Aspetta qualche minuto e riprova.")),
        500: (_("Qualcosa non ha funzionato"), _("Riprova fra poco. Se succede ancora, chiama l'ufficio.")),
    }
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):  # the request names another host: no address of ours can be made for it
        return titles[400][0], 400, {"Content-Type": "text/plain; charset=utf-8"}
    title, message = titles.get(error.code, titles[400])
    return answer(error.code, title, message)


def answer(status: int, title: str, message: str) -> Response:
    """The refusal as whoever asked can read it: JSON for programs, else a page."""
    if request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json":
        response = jsonify(error=message)
    else:
        response = make_response(render_template("errors/error.html", title=title, message=message, status=status))
    response.status_code = status
    return response
