"""Whatever is written into a seed file, it is read or refused, never tripped over."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.errors import SeedsRejectedError
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import SmallSeeds

PATHS = sorted(path for path in SmallSeeds().texts if path.endswith(".yaml"))
SCRAPS = [
    "",
    " ",
    "\n",
    "\n  ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    "null",
    "true",
    "0",
    "-1",
    "2021-02-30",
    "!!python/name:os.system",
    "&a",
    "*a",
    "<<",
    "? ",
    "|",
    ">-",
    '"',
    "'",
    "\x00",
    "\u2028",
    "\ud800",
    "（",
    "）",
    "、",
    "(",
    "\\",
    "[[a-z]",
    "{n}",
    "{0.__class__}",
    "%s",
    "use: aeo",
    "not: {use: hen}",
    "all",
    "at:",
    "code",
    "parts:\n  - ",
]


@st.composite
def mutated(draw: st.DrawFn) -> SmallSeeds:
    """Put scraps, or pieces of the file itself, into places of one file."""
    path = draw(st.sampled_from(PATHS))
    text = SmallSeeds().texts[path]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(st.integers(0, len(text)))
        own = text[piece : piece + draw(st.integers(0, 60))]
        text = text[:start] + draw(st.sampled_from([*SCRAPS, own])) + text[end:]
    return SmallSeeds().having(path, text)


@given(mutated())
@settings(max_examples=400, deadline=None)
def test_a_mutated_file_is_read_or_refused(seeds: SmallSeeds) -> None:
    with suppress(SeedsRejectedError):
        assert build_rulebook(seeds.seed_set()).version == seeds.seed_set().version


@given(mutated())
@settings(max_examples=100, deadline=None)
def test_a_mutated_file_can_always_be_checked(seeds: SmallSeeds) -> None:
    report = check_seeds(seeds.seed_set())
    assert report.findings or report.rulebook is not None
    assert all(each.line >= 1 and each.file and each.advice for each in report.findings)


@given(st.text(max_size=200), st.sampled_from(PATHS))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str, path: str) -> None:
    report = check_seeds(SmallSeeds().having(path, text).seed_set())
    assert report.findings or report.rulebook is not None
