"""What people do with their registrations; one file per thing."""

from app.registration.views import cancellation, coming, mine, move, name, offer, page, several, sign_up
from app.registration.views.blueprint import blueprint, ticket

__all__ = [
    "blueprint",
    "cancellation",
    "coming",
    "mine",
    "move",
    "name",
    "offer",
    "page",
    "several",
    "sign_up",
    "ticket",
]
