"""The directory of agencies: who goes by which name where, and who belongs to which body.

A name is one name, brackets and all: 中国人民银行厦门市分行（外汇管理局厦门市分局） is not split.
Second names are aliases in the data.
"""

from collections.abc import Callable, Iterable, Iterator
from unicodedata import normalize

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.succession import Successions
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError


def folded(name: str) -> str:
    """Return a name as it is compared: without white space, width of characters or case."""
    return "".join(normalize("NFKC", name).casefold().split())


class Directory:
    """The agencies of one rulebook, by code and by name. Safe to share.

    The documents name some hundred bodies, so names are matched in memory, where a part of a
    name within a region is one comparison; an index would only add a round trip.
    """

    __slots__ = ("_agencies", "_bodies", "_names", "_sought", "_vocabulary", "successions")

    def __init__(self, rulebook: Rulebook) -> None:
        self._agencies = rulebook.agencies
        self._vocabulary = rulebook.vocabulary
        self._names = {
            agency.code: tuple(folded(name) for name in agency.names)
            for agency in rulebook.agencies.values()
        }
        self._sought = {
            agency.code: tuple(folded(name) for name in (*agency.names, *agency.sought_as))
            for agency in rulebook.agencies.values()
        }
        self.successions = Successions(
            [each for agency in rulebook.agencies.values() for each in agency.successions]
        )
        self._bodies: dict[str, list[str]] = {}
        for agency in rulebook.agencies.values():
            for member in agency.members:
                self._bodies.setdefault(member, []).append(agency.code)

    def agency(self, code: str) -> Agency:
        """Return the agency; raise `UnknownCodeError` with those meant, by name or code."""
        agency = self._agencies.get(code)
        if agency is not None:
            return agency
        named = tuple(each.code for each in self._agencies.values() if self._goes_by(each, code))
        near = named or suggestions(code, self._agencies)
        raise UnknownCodeError(noun="agency", given=code, near=near)

    def named(self, name: str, region: str) -> tuple[Agency, ...]:
        """Return the bodies that a document of the region means by a name.

        Those of the region itself come before those of a region that holds it, and these
        before those of regions below it: 市税务局 is another body in each city.
        """
        for place in self._vocabulary.lineage(region):
            found = self._called(name, (each for each in self._all() if each.region == place))
            if found:
                return found
        return self._called(name, self._in(region))

    def called(self, name: str) -> tuple[Agency, ...]:
        """Return every agency that goes by exactly that name, wherever it is."""
        return self._called(name, self._all())

    def search(self, name: str | None = None, region: str | None = None) -> tuple[Agency, ...]:
        """Return the agencies whose names hold every word given, in the region or below it.

        The words of one agency may stand in different names of it, those under which people may
        look for it among them. Those that go by exactly the words given come first, then the
        documents' order.
        """
        among = self._all() if region is None else self._in(region)
        words = [folded(word) for word in (name or "").split()]
        found = [each for each in among if self._holds(each, words)]
        return tuple(sorted(found, key=lambda each: not self._goes_by(each, name or "")))

    def bodies_of(self, code: str) -> tuple[str, ...]:
        """Return the collective bodies that an agency belongs to, nearest first."""
        return tuple(_reached(code, lambda each: self._bodies.get(each, ())))

    def members_of(self, code: str) -> tuple[str, ...]:
        """Return the single agencies that a collective body stands for, as far as recorded."""
        reached = _reached(code, lambda each: self._agencies[each].members)
        return tuple(each for each in reached if not self._agencies[each].collective)

    def _all(self) -> Iterable[Agency]:
        return self._agencies.values()

    def _in(self, region: str) -> Iterator[Agency]:
        within = self._vocabulary.within
        return (each for each in self._all() if within(each.region, region))

    def _called(self, name: str, among: Iterable[Agency]) -> tuple[Agency, ...]:
        return tuple(each for each in among if self._goes_by(each, name))

    def _goes_by(self, agency: Agency, name: str) -> bool:
        return folded(name) in self._names[agency.code]

    def _holds(self, agency: Agency, words: Iterable[str]) -> bool:
        return all(any(word in name for name in self._sought[agency.code]) for word in words)


def _reached(code: str, step: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Yield what can be reached from a code, nearest first, each once and not the code itself."""
    seen = {code}
    edge = [code]
    while edge:
        edge = list(dict.fromkeys(each for at in edge for each in step(at) if each not in seen))
        seen.update(edge)
        yield from edge
