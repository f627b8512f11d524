"""One policy file with everything that its proofs need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.policy import Measure, Policy
from credit_graph.seeds.files.document import Document
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.forms.measure import MeasureForm
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import Draft
from credit_graph.seeds.reading import Reading
from credit_graph.seeds.terms.intervals import first_day


@dataclass(frozen=True, slots=True)
class Transcript:
    """A measure as the file writes it, as it was read, and where it stands."""

    form: MeasureForm
    measure: Measure
    spot: Spot
    is_part: bool


@dataclass(frozen=True, slots=True)
class ProofCase:
    """A policy file, the policy it became, and its document."""

    draft: Draft[PolicyForm]
    policy: Policy
    document: Document

    def transcripts(self) -> Iterator[Transcript]:
        """Yield every measure and part, in the order of the file."""
        spot = self.draft.spot.into("measures")
        for at, (form, measure) in enumerate(
            zip(self.draft.form.measures, self.policy.measures, strict=True)
        ):
            yield from _walk(Transcript(form, measure, spot.into(at), is_part=False))


def cases(reading: Reading) -> Iterator[ProofCase]:
    """Yield the case of each text of each policy, in the order of the documents."""
    drafts = {_key(draft): draft for draft in reading.library.of(PolicyForm)}
    for policy in reading.rulebook.texts():
        draft = drafts[policy.code, policy.begins]
        yield ProofCase(draft, policy, reading.library.documents[policy.document])


def _key(draft: Draft[PolicyForm]) -> tuple[str, date | None]:
    return draft.form.code, first_day(draft.form)


def _walk(transcript: Transcript) -> Iterator[Transcript]:
    yield transcript
    spot = transcript.spot.into("parts")
    parts = zip(transcript.form.parts, transcript.measure.parts, strict=True)
    for at, (form, measure) in enumerate(parts):
        yield from _walk(Transcript(form, measure, spot.into(at), is_part=True))
