from io import StringIO

from rich.console import Console

from credit_graph.embedded.progress import Bar, PlainLines, Silence, progress_on


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_transfer_is_a_plain_line_per_tenth() -> None:
    out = StringIO()

    with PlainLines(out).measure("Fetching", 20_000_000) as advance:
        for _ in range(40):
            advance(500_000)

    lines = out.getvalue().splitlines()
    assert lines[0] == "Fetching: 20 MB"
    assert lines[1:] == [f"Fetching: {step}0 % of 20 MB" for step in range(1, 11)]


def test_a_terminal_gets_a_bar_and_a_log_gets_lines() -> None:
    assert isinstance(progress_on(_Terminal()), Bar)
    assert isinstance(progress_on(StringIO()), PlainLines)


def test_the_bar_shows_what_is_fetched_and_how_much_of_it() -> None:
    out = _Terminal()

    with Bar(Console(file=out, force_terminal=True, width=90)).measure("Neo4j", 3000) as advance:
        advance(3000)

    assert "Neo4j" in out.getvalue()
    assert "3.0/3.0 kB" in out.getvalue()


def test_a_bar_prints_brackets_as_they_are() -> None:
    out = _Terminal()

    Bar(Console(file=out)).say("wait [2 files]")

    assert "wait [2 files]" in out.getvalue()


def test_silence_takes_everything() -> None:
    silence = Silence()

    silence.say("x")
    with silence.measure("x", 1) as advance:
        advance(1)
