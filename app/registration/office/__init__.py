"""Registrations, in the office; one file per thing."""

from app.registration.office import additions, desk, registrations, signed_up, slips
from app.registration.office.blueprint import blueprint

__all__ = ["additions", "blueprint", "desk", "registrations", "signed_up", "slips"]
