"""Where somebody was going when they were asked to sign in: a path of ours, signed, so that no link leads elsewhere."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from app.lib.signing import derived_key

LONGEST_PATH = 500  # letters; a longer address is not worth coming back to
OFFICE = "/ufficio/"


def signed(path: str) -> str | None:
    """What the sign-in page carries for ``path`` (with its query), or None when there is nothing to come back to."""
    return _serializer().dumps(path) if _is_ours(path) and path != OFFICE else None


def path_in(token: str) -> str | None:
    """The path that ``token`` carries, or None when it is not ours."""
    try:
        path = _serializer().loads(token)
    except BadSignature:
        return None
    return path if isinstance(path, str) and _is_ours(path) else None


def _is_ours(path: str) -> bool:
    return path.startswith(OFFICE) and len(path) <= LONGEST_PATH and "\\" not in path


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(derived_key(current_app.config["SECRET_KEY"], "the way back after signing in"))
