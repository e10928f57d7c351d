"""Who may open what: every endpoint of the application has a row in a matrix, and a test fails when one has not."""

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.registration import search
from app.staff import way_back
from app.staff.models import Role
from app.web.matrix_office import PEOPLE
from app.web.matrix_programme import PROGRAMME
from app.web.matrix_public import PUBLIC
from app.web.roles import ANYONE, DEVICE, Allowed

MATRIX: Allowed = PUBLIC | PROGRAMME | PEOPLE


def init_app(app: Flask) -> None:
    app.before_request(guard)
    app.after_request(mark_guarded)
    app.jinja_env.globals["may"] = may


def guard() -> BaseResponse | Response | None:
    """Let the request in, ask to sign in, or say that there is no such page: someone else's thing is 404, never 403."""
    g.guarded = False
    if request.endpoint is None:
        return None
    allowed = MATRIX.get(request.endpoint)
    if allowed in (ANYONE, DEVICE):
        return None
    if g.staff is None and request.path.startswith("/ufficio"):
        g.guarded = True
        asked = request.full_path.removesuffix("?") if request.method == "GET" else ""
        return redirect(url_for("office.staff.login", poi=way_back.signed(asked)))
    if allowed is None or g.staff is None or g.staff.role not in allowed or not within_reach():
        g.guarded = True
        abort(404)
    return None


def mark_guarded(response: Response) -> Response:
    """Under test, say that it was the guard who answered: a 404 for a forbidden page looks like any other."""
    if current_app.testing and g.get("guarded"):
        response.headers["X-Guarded"] = "yes"
    return response


def may(endpoint: str) -> bool:
    """Whether whoever reads this page may open ``endpoint``: menus and buttons ask before they show."""
    allowed = MATRIX.get(endpoint)
    return allowed in (ANYONE, DEVICE) or bool(allowed and g.get("staff") and g.staff.role in allowed)


def within_reach() -> bool:
    """Facilitators reach the editions they have been given, the desk the people it has signed up, and no others."""
    where = request.view_args or {}
    if g.staff.role == Role.FACILITATOR and "edition" in where:
        return bool(g.staff.leads(f"edition/{where['programme']}/{where['edition']}"))
    if g.staff.role == Role.DESK and "registration" in where:
        return search.was_signed_up_by(where["registration"], g.staff.email)
    return True
