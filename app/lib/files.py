"""The one seam through which files are kept: bytes in, their SHA-256 out."""

import hashlib
import os
from pathlib import Path
from threading import get_ident


def keep(folder: Path, content: bytes) -> str:
    """Keep ``content`` under ``folder`` for good; returns its SHA-256 in hex, by which it is found again."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(folder, digest)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        make_private(unfinished)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    return digest


def make_private(path: Path) -> None:
    """Let there be a file at ``path`` that only this account reads, whatever the account's umask."""
    path.touch(mode=0o600)
    path.chmod(0o600)


def kept(folder: Path, digest: str) -> bytes:
    """The bytes whose SHA-256 is ``digest``. Raises FileNotFoundError; ValueError when they were tampered with."""
    content = _path(folder, digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"the file kept as {digest} is not what was kept")
    return content


def discard(folder: Path, digest: str) -> None:
    """Delete the file kept as ``digest``; doing it twice is doing it once."""
    _path(folder, digest).unlink(missing_ok=True)


def _path(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest
