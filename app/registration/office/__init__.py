"""Registrations, in the office; one file per thing."""

from app.registration.office import additions, desk, moves, registrations, reservations, signed_up, slips
from app.registration.office.blueprint import blueprint

__all__ = ["additions", "blueprint", "desk", "moves", "registrations", "reservations", "signed_up", "slips"]
