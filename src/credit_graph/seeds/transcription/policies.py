"""Policy files to policies."""

from collections.abc import Iterable
from datetime import date

from credit_graph.domain.policy import (
    Flow,
    Interpretation,
    Obligation,
    Policy,
    PolicyEnd,
    Validity,
)
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Draft, Library
from credit_graph.seeds.terms.cycles import refuse_cycles
from credit_graph.seeds.terms.intervals import check_intervals, first_day
from credit_graph.seeds.terms.lexicon import Lexicon
from credit_graph.seeds.terms.names import Names, refuse_unknown, unique
from credit_graph.seeds.terms.patterns import check_pattern
from credit_graph.seeds.transcription.citations import Citations
from credit_graph.seeds.transcription.conditions import Conditions
from credit_graph.seeds.transcription.measures import Measures
from credit_graph.seeds.transcription.obligations import read_flow, read_obligation

Texts = tuple[Policy, ...]
"""The texts of one policy, each for its days, the oldest first."""


def read_policies(library: Library, lexicon: Lexicon) -> dict[str, Texts]:
    """Return the texts of the policies by code, in the order of their first documents."""
    drafts = library.of(PolicyForm)
    check_intervals(library, lexicon.names.ledger)
    texts: dict[str, Texts] = {}
    for draft in sorted(drafts, key=lambda each: (first_day(each.form), each.form.document)):
        _check_codes(draft, library, lexicon.names)
        code, begins = draft.form.code, first_day(draft.form)
        before = texts.get(code, ())
        reading = _Reading(draft, library, lexicon, begins if before else None)
        texts[code] = (*before, reading.policy())
    _refuse_circles((each for policy in texts.values() for each in policy), lexicon.names)
    return dict(sorted(texts.items(), key=lambda each: (each[1][0].document, each[0])))


class _Reading:
    """One policy file on its way to a policy."""

    def __init__(
        self,
        draft: Draft[PolicyForm],
        library: Library,
        lexicon: Lexicon,
        text_from: date | None,
    ) -> None:
        form = draft.form
        self._draft = draft
        self._text_from = text_from
        self._names = lexicon.names
        self._document = library.documents.get(form.document)
        documents = {} if self._document is None else {form.code: (self._document,)}
        self._citations = Citations(
            policy=form.code, documents=documents, names=lexicon.names, text_from=text_from
        )
        self._conditions = Conditions(
            lexicon=lexicon,
            citations=self._citations,
            named=form.conditions,
            spot=draft.spot.into("conditions"),
        )

    def policy(self) -> Policy:
        form = self._draft.form
        ended = form.effective.ended
        self._conditions.read_named()
        measures = Measures(
            policy=form.code,
            citations=self._citations,
            conditions=self._conditions,
            interpretations=[each.code for each in form.interpretations],
            names=self._names,
        )
        return Policy(
            code=form.code,
            number=form.number,
            title=form.title,
            gloss=form.gloss,
            document=form.document,
            document_sha256="" if self._document is None else self._document.file.sha256,
            text=None if self._document is None else self._document.file.text,
            region=form.region,
            zones=form.zones,
            issuers=form.issuers,
            issued_on=form.issued_on,
            effective_from=form.effective.from_,
            effective_assumption=form.effective.assumption,
            effective_to=form.effective.to,
            measures=measures.read_all(form.measures, self._draft.spot.into("measures")),
            obligations=self._obligations(),
            flows=self._flows(),
            interpretations=self._interpretations(),
            oddities=form.oddities,
            end=None if ended is None else PolicyEnd(Validity(ended.how), ended.by, ended.policy),
            text_from=self._text_from,
        )

    def _obligations(self) -> tuple[Obligation, ...]:
        form = self._draft.form
        return tuple(
            read_obligation(form.code, each, spot, self._citations, self._names)
            for each, spot in self._draft.each("obligations", form.obligations)
        )

    def _flows(self) -> tuple[Flow, ...]:
        form = self._draft.form
        return tuple(
            read_flow(form.code, each, spot, self._citations, self._names)
            for each, spot in self._draft.each("flows", form.flows)
        )

    def _interpretations(self) -> tuple[Interpretation, ...]:
        pairs = self._draft.each("interpretations", self._draft.form.interpretations)
        return tuple(
            Interpretation(each.code, each.reading, self._citations.read(each.at, spot.into("at")))
            for each, spot in pairs
        )


def _check_codes(draft: Draft[PolicyForm], library: Library, names: Names) -> None:
    form, spot = draft.form, draft.spot
    ended = form.effective.ended
    if ended is not None:
        place = spot.into("effective", "ended")
        names.check("policy", ended.policy, place.into("policy"))
        if form.effective.to is None:
            names.ledger.refuse(place, SeedProblem.PAIR, one="ended", other="to")
    if form.document not in library.documents:
        place = spot.into("document")
        refuse_unknown(names.ledger, place, "document", form.document, library.documents)
    names.check("region", form.region, spot.into("region"))
    names.check_each("zone", form.zones, spot.into("zones"))
    names.check_each("agency", form.issuers, spot.into("issuers"))
    interpretations = draft.each("interpretations", form.interpretations)
    unique("interpretation", [(each.code, at) for each, at in interpretations], names.ledger)
    obligations = [(each.code, at) for each, at in draft.each("obligations", form.obligations)]
    flows = [(each.code, at) for each, at in draft.each("flows", form.flows)]
    unique("obligation or flow", obligations + flows, names.ledger)
    for items, at in draft.each("items", form.items):
        check_pattern(items.pattern, at.into("pattern"), names.ledger)
    for brackets, at in draft.each("brackets", form.brackets):
        check_pattern(brackets.pattern, at.into("pattern"), names.ledger)


def _refuse_circles(texts: Iterable[Policy], names: Names) -> None:
    """Note measures that supersede, or are tasks of, one another in a circle."""
    measures = [measure for text in texts for measure in text.walk()]
    spots = names.known.get("measure", {})
    later = {each.code: (each.superseded_by,) for each in measures if each.superseded_by}
    items = {each.code: (each.task_of,) for each in measures if each.task_of}
    refuse_cycles("measures that supersede one another", later, spots, names.ledger)
    refuse_cycles("tasks", items, spots, names.ledger)
