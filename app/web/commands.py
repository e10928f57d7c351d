"""What commands share: exit 0 done, 1 refused by a rule, 2 wrong input; one sentence per fault on standard error."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import click

from app.errors import Refused

REFUSED, WRONG_INPUT = 1, 2
BY = "riga di comando"  # who acted, as the history says it


def refusals(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: a Refused becomes its sentence on standard error and exit status 1."""

    @wraps(command)
    def saying_why(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(REFUSED)

    return saying_why


def wrong_input(faults: list[str]) -> NoReturn:
    """Say every fault, one per line, and exit with status 2."""
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(WRONG_INPUT)
