"""What is dear to make and always the same from the same recipe: made once, kept in a folder, made again when lost."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from threading import get_ident

from app.lib.files import make_private


def made_once(folder: Path, recipe: str, make: Callable[[], bytes], most: int) -> bytes:
    """What ``make`` gives for this ``recipe`` (all that its outcome hangs on), from ``folder`` when it is there.

    At most ``most`` are kept, the latest used; several processes may share the folder.
    """
    kept = folder / hashlib.sha256(recipe.encode()).hexdigest()
    try:
        content = kept.read_bytes()
        kept.touch()
        return content
    except FileNotFoundError:
        pass
    content = make()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}-{get_ident()}")
    make_private(unfinished)
    unfinished.write_bytes(content)
    unfinished.replace(kept)
    _forget_the_oldest(folder, most)
    return content


def _forget_the_oldest(folder: Path, most: int) -> None:
    ages: dict[Path, float] = {}
    for path in folder.iterdir():
        try:
            ages[path] = path.stat().st_mtime
        except FileNotFoundError:  # another process was faster
            continue
    for path in sorted(ages, key=lambda one: ages[one], reverse=True)[most:]:
        path.unlink(missing_ok=True)
