"""What an invited body does from its link; one file per thing."""

from app.networking.views import delegates, invitations
from app.networking.views.blueprint import blueprint

__all__ = ["blueprint", "delegates", "invitations"]
