"""What is odd or damaged in the documents, for people."""

from collections.abc import Iterator

from credit_graph.domain.policy import Policy
from credit_graph.domain.rulebook import Rulebook
from support.catalogue import heading

TITLE = "## Oddities of the documents\n"


def oddities(rulebook: Rulebook) -> str:
    """Return the end of seeds/README.md: a section for each policy, in order.

    Damage stands below the oddities of its policy, by the number of the measure.
    """
    sections = (_section(policy) for policy in rulebook.policies.values())
    return "\n".join([TITLE, _PREFACE, *sections])


_PREFACE = """\
This section is made from `oddities` and `damage` in the policy files; a test tells when it is out
of date. A line that begins with a number tells what is damaged about that measure. Nothing is
mended in the data: a quote has the document's words as they stand.
"""


def _section(policy: Policy) -> str:
    lines = [f"- {' '.join(words.split())}" for words in (*policy.oddities, *_damage(policy))]
    return "\n".join([heading(policy, "###"), *lines, ""])


def _damage(policy: Policy) -> Iterator[str]:
    for measure in policy.walk():
        if measure.damage:
            yield f"`{measure.number}`: {measure.damage}"
