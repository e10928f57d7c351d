"""Workers that are born fast, to die often: a process that has everything ready and forks one at each line it reads.

A line is the instant at which the worker's clock begins, or «wait <pid>»; the answer is the pid, or how it ended. What
is forked is the real worker with the real signals; it opens its own connections, since nothing was opened before.
"""

import os
import signal
import sys
import warnings
from datetime import datetime

from flask import Flask

from app import create_app
from app.lib import clock


def bear(app: Flask, instant: str) -> int:
    """The pid of a new worker."""
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.signal(signal.SIGTERM, say_it_again)
        clock.start_at(datetime.fromisoformat(instant))
        with app.app_context():
            app.extensions["jobs"].work()
        os._exit(0)
    finally:
        os._exit(1)


def say_it_again(number: int, _frame: object) -> None:
    """Told to stop before it is up: the signal is put off until the worker's own handlers are there."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), number))
    signal.setitimer(signal.ITIMER_REAL, 0.2)  # a thread could wait for a lock that is held here


def main() -> None:
    warnings.simplefilter("error")
    app = create_app()
    for line in sys.stdin:
        command, _, number = line.strip().partition(" ")
        if command == "wait":
            print(os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1]), flush=True)
        else:
            print(bear(app, command), flush=True)


if __name__ == "__main__":
    main()
