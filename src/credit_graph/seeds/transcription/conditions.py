"""Condition forms to conditions."""

from collections.abc import Iterable, Mapping
from functools import singledispatchmethod

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.seeds.files.document import folded
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms import condition as forms
from credit_graph.seeds.forms.form import Form
from credit_graph.seeds.terms.lexicon import Lexicon
from credit_graph.seeds.terms.names import refuse_unknown
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.selections import selected_levels, selected_lists

# Stands in for what was refused; findings keep it from leaving the reading.
_NOTHING: Condition = AllOf(())


class Conditions:
    """Reads the conditions of one file; `named` are those under its key `conditions`."""

    def __init__(
        self,
        *,
        lexicon: Lexicon,
        citations: Citations,
        named: Mapping[str, forms.ConditionForm],
        spot: Spot,
    ) -> None:
        self._lexicon = lexicon
        self._names = lexicon.names
        self._ledger = lexicon.names.ledger
        self._cite = citations.read
        self._named = named
        self._spot = spot
        self._read_already: dict[str, Condition] = {}
        self._being_read: list[str] = []

    def read(self, form: forms.ConditionForm, spot: Spot) -> Condition:
        """Return the condition at a spot; equal conditions are the same object."""
        return self._lexicon.interned(self._read(form, spot))

    def read_any(self, form: forms.ConditionForm | None, spot: Spot) -> Condition | None:
        """Return the condition at a spot, `None` where the file has none."""
        return None if form is None else self.read(form, spot)

    def read_named(self) -> None:
        """Read every named condition, so that those nobody uses are checked as well."""
        for name in self._named:
            self._use(name, self._spot.into(name))

    @singledispatchmethod
    def _read(self, form: Form, spot: Spot) -> Condition:
        raise TypeError(f"{type(form).__name__} at {spot.path} is no condition")

    @_read.register
    def _(self, form: forms.RegionLeaf, spot: Spot) -> Condition:
        self._names.check("region", form.region, spot.into("region"))
        return InRegion(form.region, self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.ZoneLeaf, spot: Spot) -> Condition:
        self._names.check_each("zone", form.zone, spot.into("zone"))
        return InZone(form.zone, self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.KindLeaf, spot: Spot) -> Condition:
        self._names.check_each("kind", form.kind, spot.into("kind"))
        return OfKind(form.kind, self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.RatingLeaf, spot: Spot) -> Condition:
        levels = selected_levels(form.rating, spot.into("rating"), self._lexicon)
        asked = form.rating
        citation = self._cite(form.at, spot.into("at"))
        scheme = self._lexicon.vocabulary.schemes.get(asked.scheme)
        # Where no order ever changed the scheme, the levels themselves say all.
        at_least = asked.at_least if scheme is not None and scheme.versions else None
        return RatingIs(asked.scheme, levels, citation, at_least, asked.judged)

    @_read.register
    def _(self, form: forms.ListLeaf, spot: Spot) -> Condition:
        lists = selected_lists(form.list, spot.into("list"), self._lexicon)
        citation = self._cite(form.at, spot.into("at"))
        members = tuple(self._lexicon.interned(OnList(code, citation)) for code in lists)
        return members[0] if len(members) == 1 else AnyOf(members)

    @_read.register
    def _(self, form: forms.StatementLeaf, spot: Spot) -> Condition:
        self._names.check("statement", form.statement.code, spot.into("statement", "code"))
        citation = self._cite(form.at, spot.into("at"))
        return Stated(form.statement.code, form.statement.value, citation)

    @_read.register
    def _(self, form: forms.CommitmentLeaf, spot: Spot) -> Condition:
        self._names.check("commitment", form.commitment.code, spot.into("commitment", "code"))
        citation = self._cite(form.at, spot.into("at"))
        return HasCommitment(form.commitment.code, form.commitment.state, citation)

    @_read.register
    def _(self, form: forms.ViolationLeaf, spot: Spot) -> Condition:
        asked = form.violation
        citation = self._cite(form.at, spot.into("at"))
        return HasViolation(asked.within_days, asked.severity, asked.repaired, citation)

    @_read.register
    def _(self, form: forms.LinkLeaf, spot: Spot) -> Condition:
        to = self.read(form.link.to, spot.into("link", "to"))
        return LinkedTo(form.link.direction, to, self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.ProgrammeLeaf, spot: Spot) -> Condition:
        place = spot.into("programme")
        self._names.check("programme", form.programme, place)
        code = self._lexicon.lists_of.get(form.programme, "")
        if code is None:
            self._ledger.refuse(place, SeedProblem.PROGRAMME_WITHOUT_LIST, given=form.programme)
        return OnList(code or "", self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.JudgementLeaf, spot: Spot) -> Condition:
        if folded(form.judgement) not in folded(form.at.quote):
            place = spot.into("judgement")
            self._ledger.refuse(place, SeedProblem.JUDGEMENT_OUTSIDE_QUOTE, words=form.judgement)
        return Judgement(form.judgement, self._cite(form.at, spot.into("at")))

    @_read.register
    def _(self, form: forms.AllForm, spot: Spot) -> Condition:
        return AllOf(self._members("all", form.all, spot))

    @_read.register
    def _(self, form: forms.AnyForm, spot: Spot) -> Condition:
        return AnyOf(self._members("any", form.any, spot))

    @_read.register
    def _(self, form: forms.NotForm, spot: Spot) -> Condition:
        return NotOf(self.read(form.not_, spot.into("not")))

    @_read.register
    def _(self, form: forms.UseForm, spot: Spot) -> Condition:
        return self._use(form.use, spot.into("use"))

    def _members(
        self, key: str, members: Iterable[forms.ConditionForm], spot: Spot
    ) -> tuple[Condition, ...]:
        below = spot.into(key)
        read = tuple(self.read(form, below.into(at)) for at, form in enumerate(members))
        if not read:
            self._ledger.refuse(below, SeedProblem.EMPTY_GROUP, key=key)
        return read

    def _use(self, name: str, spot: Spot) -> Condition:
        if name in self._being_read:
            path = [*self._being_read[self._being_read.index(name) :], name]
            self._ledger.refuse(spot, SeedProblem.CYCLE, noun="conditions", path=" → ".join(path))
            return _NOTHING
        if name not in self._named:
            refuse_unknown(self._ledger, spot, "condition", name, self._named)
            return _NOTHING
        if name not in self._read_already:
            self._being_read.append(name)
            self._read_already[name] = self.read(self._named[name], self._spot.into(name))
            self._being_read.pop()
        return self._read_already[name]
