"""The staff itself: signing in and out, one's own password, and the accounts of everybody."""

from app.staff.office import accounts, sign_in
from app.staff.office.blueprint import blueprint

__all__ = ["accounts", "blueprint", "sign_in"]
