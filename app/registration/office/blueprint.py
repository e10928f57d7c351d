from flask import Blueprint, abort

from app.db import db
from app.registration.models import Registration

blueprint = Blueprint("registration", __name__)


def registration_or_404(number: int) -> Registration:
    return db.session.get(Registration, number) or abort(404)
