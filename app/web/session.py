"""Who is at the other end: CSRF for every form, and the member of staff behind the cookie."""

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect

from app.staff import sessions

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.before_request(load_staff)


def load_staff() -> None:
    g.staff = None
    token = request.cookies.get(sessions.cookie_name())
    if token and request.endpoint != "static":
        g.staff = sessions.staff_of(token)
