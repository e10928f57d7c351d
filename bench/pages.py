"""What a programme page and a complete sign-up cost the server, counted in Flask's smallest answer.

    .venv/bin/python bench/pages.py

The full sample half-year is loaded into a fresh SQLite; both applications run under the same web server, one process
each; the cost is CPU time (user and system) of that process, read before and after each round, the rounds in turn.
"""

import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.journeys.visitor import Visitor  # noqa: E402
from tests.servers import command, environment, running_server  # noqa: E402

ROUNDS = 5
HELLOS, PAGES, SIGN_UPS = 400, 20, 10  # requests, or sign-ups, per round
TICKS = os.sysconf("SC_CLK_TCK")
IN_SEASON = "2027-01-08T10:00+01:00"
EDITIONS = ("cv-1", "col-1", "web-1", "oss-1")


def cpu_of_workers(address: str) -> float:
    """CPU seconds used so far by the processes that the server on this address's port has started."""
    port = address.rsplit(":", 1)[1]
    seconds = 0.0
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().decode().split("\0")
            fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if f"--bind=127.0.0.1:{port}" in words:
            seconds += (int(fields[11]) + int(fields[12])) / TICKS
    return seconds


def cost(address: str, work: Callable[[], None], times: int) -> float:
    """CPU milliseconds of the server per ``work``."""
    before = cpu_of_workers(address)
    for _number in range(times):
        work()
    return (cpu_of_workers(address) - before) * 1000 / times


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(Path(folder), BUSSOLA_NOW=IN_SEASON)
        for words in (
            ("db", "upgrade"),
            ("programme", "import", "tests/data/programma-2027-1.xlsx", "--publish"),
            ("registration", "import", "tests/data/iscrizioni-2027-1.csv"),
        ):
            done = command(*words, environ=environ)
            if done.returncode:
                sys.exit(done.stderr)
        with running_server(environ) as ours, running_server(environ, app="bench.hello:app") as smallest:
            measure(ours, smallest)


def measure(ours: str, smallest: str) -> None:
    reader, greeter = Visitor(ours), Visitor(smallest)
    people = iter(range(100_000))

    def say_hello() -> None:
        greeter.open("/")

    def read_programme() -> None:
        page = reader.open("/programmi/2027-1/")
        assert page.status == 200 and page.body.count(b"it-card-title") == 24

    def sign_up() -> None:
        number = next(people)
        visitor = Visitor(ours)
        form = f"/programmi/2027-1/{EDITIONS[number % len(EDITIONS)]}/iscrizione"
        page = visitor.open(f"{form}?passo=dati").body.decode()
        hidden = dict(re.findall(r'name="(csrf_token|request_key)"[^>]* value="([^"]+)"', page))
        person = hidden | {"first_name": f"P{number}", "last_name": "Prova", "email": f"p{number}@example.org"}
        visitor.open(form, person | {"passo": "dati"})
        assert b"outcome" in visitor.open(form, person | {"passo": "invia"}).body

    works = {
        "hello": (smallest, say_hello, HELLOS),
        "programme page (24 editions)": (ours, read_programme, PAGES),
        "complete sign-up (form, summary, sent, ticket)": (ours, sign_up, SIGN_UPS),
    }
    for address, work, times in works.values():  # warm up
        cost(address, work, max(2, times // 5))
    figures: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, (address, work, times) in works.items():
            figures[name].append(cost(address, work, times))
    hello = statistics.median(figures["hello"])
    print(f"{ROUNDS} rounds; CPU of the server per request, median (min–max)")
    for name, values in figures.items():
        middle = statistics.median(values)
        print(f"{name:48} {middle:8.2f} ms ({min(values):.2f}–{max(values):.2f})  {middle / hello:7.1f} hellos")


if __name__ == "__main__":
    main()
