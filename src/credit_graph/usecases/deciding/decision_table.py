"""Decision tables: one row per enterprise and measure in force, or one row per enterprise."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from credit_graph.domain.conditions import InRegion, Noun, Operator
from credit_graph.domain.eligibility.compiled_rules import CompiledRules
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.registration import REGISTER
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.usecases.deciding.columns.rule_columns import NO_CONDITION, REGISTRATION

_WORDS: Final = pa.dictionary(pa.int32(), pa.string())
_FEW_WORDS: Final = pa.dictionary(pa.int16(), pa.string())
_VERDICT: Final = pa.dictionary(pa.int8(), pa.string())

DECISION: Final = pa.schema(
    [
        pa.field("uscc", _WORDS, nullable=False),
        pa.field("measure", _FEW_WORDS, nullable=False),
        pa.field("verdict", _VERDICT, nullable=False),
        pa.field("reason", _FEW_WORDS),  # the kind of condition that decides, as in policy files
        pa.field("condition", _FEW_WORDS),  # the condition itself in codes
        pa.field("register", _FEW_WORDS),  # the register that would have to say, where UNKNOWN
        pa.field("keeper", _FEW_WORDS),  # the agency that keeps it for the enterprise's region
    ]
)
"""The columns of a decision table."""

NEAREST: Final = pa.schema(
    [
        *DECISION,
        pa.field("nearest", _WORDS),  # the nearest change in codes, where there is one
        pa.field("nearest_verdict", _VERDICT, nullable=False),  # the verdict after it
    ]
)
"""The columns of a decision table with nearest changes."""

VERDICTS: Final = tuple(verdict.name for verdict in sorted(Verdict, key=lambda each: each.value))


class DecisionWords:
    """Turns numbers that were decided into the words and codes of a decision table."""

    def __init__(
        self,
        codes: Sequence[str],
        compiled: CompiledRules,
        vocabulary: Vocabulary,
        *,
        nearest: bool = False,
    ) -> None:
        self._codes = codes
        self._schema = NEAREST if nearest else DECISION
        self._vocabulary = vocabulary
        asked = compiled.asked()
        self._deciders = (NO_CONDITION, REGISTRATION, *asked)
        self._of_decider = np.full(max(asked, default=0) + 3, 0, np.int16)
        for place, decider in enumerate(self._deciders):
            self._of_decider[decider] = place  # negative ones count from the end
        self._conditions = [
            "",
            "registered and in business",
            *(each.summary() for each in asked.values()),
        ]
        self._reasons = ["", REGISTER, *(each.code for each in asked.values())]
        self._registers = ["", REGISTER, *(_register(each) for each in asked.values())]

    def table(self, decided: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return the decision table of what `ChunkDecider.decide` gave."""
        count, measures = decided.num_rows, len(self._codes)
        verdicts = _flat(decided, "verdicts", np.int8)
        places = self._of_decider[_flat(decided, "deciders", np.int16)]
        regions = decided.column("region").combine_chunks().dictionary_encode()
        missing = np.where(verdicts == Truth.UNKNOWN, places, np.int16(0))
        arrays = [
            _coded(np.repeat(np.arange(count, dtype=np.int32), measures), decided.column("uscc")),
            _coded(np.tile(np.arange(measures, dtype=np.int16), count), self._codes),
            _coded(verdicts, VERDICTS),
            _worded(self._reasons, places),
            _worded(self._conditions, places),
            _worded(self._registers, missing),
            self._keepers(missing, regions, measures),
        ]
        if self._schema is NEAREST:
            words = decided.column("nearest").combine_chunks().flatten()
            arrays += [
                # By first appearance, so that equal tables have equal bytes.
                words.cast(pa.string()).dictionary_encode(),
                _coded(_flat(decided, "reaches", np.int8), VERDICTS),
            ]
        return pa.Table.from_arrays(arrays, schema=self._schema)

    def wide(self, decided: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Return one row per enterprise with a column of verdicts for each measure."""
        verdicts = _flat(decided, "verdicts", np.int8).reshape(-1, len(self._codes))
        columns = {"uscc": decided.column("uscc").cast(pa.string())}
        for place, code in enumerate(self._codes):
            columns[code] = _coded(np.ascontiguousarray(verdicts[:, place]), VERDICTS)
        return pa.table(columns)

    def schema(self, *, wide: bool) -> Any:  # noqa: ANN401  # an Arrow schema
        """Return the columns of the table, long or wide."""
        if not wide:
            return self._schema
        return pa.schema([("uscc", pa.string()), *((code, _VERDICT) for code in self._codes)])

    def _keepers(self, missing: Any, regions: Any, measures: int) -> Any:  # noqa: ANN401  # arrays
        words = [str(each) for each in regions.dictionary.to_pylist()]
        known = list(self._keepers_of(words))
        agencies = ["", *dict.fromkeys(agency for agency in known if agency)]
        number = {agency: place for place, agency in enumerate(agencies)}
        table = np.array([number[agency or ""] for agency in known], np.int16)
        table = table.reshape(len(words), len(self._registers))
        rows = np.repeat(regions.indices.to_numpy(), measures)
        return _worded(agencies, table[rows, missing])

    def _keepers_of(self, regions: Sequence[str]) -> Iterator[str | None]:
        for region in regions:
            for register in self._registers:
                if register == REGISTER:
                    yield self._vocabulary.registrar(region)
                else:
                    yield self._vocabulary.keeper(register, region) if register else None


def _register(leaf: Operator) -> str:
    if isinstance(leaf, InRegion):
        return REGISTER
    registers = [code for noun, code in leaf.terms() if noun in (Noun.SCHEME, Noun.LIST)]
    return registers[0] if registers else ""


def _flat(decided: Any, name: str, kind: type[np.generic]) -> Any:  # noqa: ANN401  # arrays
    return decided.column(name).combine_chunks().flatten().to_numpy().astype(kind, copy=False)


def _coded(codes: Any, words: Any) -> Any:  # noqa: ANN401  # arrays
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks().cast(pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words, pa.string()))


def _worded(words: Sequence[str], places: Any) -> Any:  # noqa: ANN401  # arrays
    """Return the words at the places, each once in the dictionary; the empty word is null."""
    distinct = list(dict.fromkeys(word for word in words if word))
    number = {word: place for place, word in enumerate(distinct)}
    codes = np.array([number.get(word, -1) for word in words], np.int16)[places]
    return _coded(pa.array(codes, mask=codes < 0), distinct)
