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


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    door = request.path.startswith("/accoglienza")
    policy = "; ".join(f"{name} {value}" for name, value in (DOOR_POLICY if door else POLICY).items())
    response.headers.setdefault("Content-Security-Policy", policy)
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
