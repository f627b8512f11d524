"""Regular expressions by which a policy file describes its document."""

import re

from credit_graph.message import Message
from credit_graph.seeds.files.causes import pattern_cause
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import SeedProblem


def check_pattern(pattern: str, spot: Spot, ledger: Findings) -> None:
    """Note a pattern that does not compile or has no group."""
    try:
        groups = re.compile(pattern).groups
    # To `re` a doubtful pattern is a warning; where warnings are errors it arrives here.
    except (re.error, OverflowError, RecursionError, Warning) as error:
        ledger.refuse(spot, SeedProblem.BAD_PATTERN, why=pattern_cause(error))
        return
    if groups < 1:
        ledger.refuse(spot, SeedProblem.BAD_PATTERN, why=Message("it has no group"))
