"""Registrations, in the office; one file per thing."""

from app.registration.office import desk, registrations
from app.registration.office.blueprint import blueprint

__all__ = ["blueprint", "desk", "registrations"]
