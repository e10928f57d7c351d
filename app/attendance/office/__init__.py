"""Presences and places, in the office; one file per thing."""

from app.attendance.office import overbooking
from app.attendance.office.registers import blueprint

__all__ = ["blueprint", "overbooking"]
