"""The headers of every answer: nothing from elsewhere, nothing kept by accident."""

from flask import Flask, Response, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
DOOR_POLICY = POLICY | {"script-src": "'self' 'wasm-unsafe-eval'", "worker-src": "'self'", "media-src": "'self' blob:"}


EMBED_POLICY = POLICY | {"script-src": "'none'", "form-action": "'none'", "frame-ancestors": "*"}
FRAMING_POLICY = POLICY | {"frame-src": "'self'"}


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    door = request.path.startswith("/accoglienza")
    response.headers.setdefault("Content-Security-Policy", _said(DOOR_POLICY if door else POLICY))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault(
        "Permissions-Policy", f"camera=({'self' if door else ''}), microphone=(), geolocation=()"
    )
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def may_be_framed(response: Response) -> Response:
    """Let any site show this page in a frame: only for pages on which nobody can do anything."""
    response.headers["Content-Security-Policy"] = _said(EMBED_POLICY)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def may_frame_our_own(response: Response) -> Response:
    """Let this page show another of ours in a frame."""
    response.headers["Content-Security-Policy"] = _said(FRAMING_POLICY)
    return response


def _said(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
