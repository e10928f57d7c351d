"""Keys derived from the one secret, each for one purpose (HKDF-like: HMAC-SHA-256 of the purpose)."""

import hashlib
import hmac


def derived_key(secret: str, purpose: str) -> bytes:
    """A 32-byte key that serves ``purpose`` alone."""
    return hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)
