"""The task engine, and every recurring job of the system in one readable list."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bind the queue to ``app``."""
