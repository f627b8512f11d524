"""A logical backup forgets no label: each is in a section, built again, or left out."""

import re
from pathlib import Path

import pytest

from credit_graph.graph.archiving.sections import SECTIONS

CYPHER = Path(__file__).parents[2] / "cypher"
_NAMED = re.compile(r"[(\[]\w*:([A-Z]\w+(?:\|[A-Z]\w+)*)")

IN_THE_MANIFEST = {"ChangeClock", "AuditHead", "ChangeLogHead", "DayTurn"}
BUILT = ("create", "put", "tie", "nest")
# Written and read with the row that they belong to.
TIED_TO_ONE = {"FactSalt", "ChangeNotice", "ImportFile"}
LEFT_OUT = {
    "Lease": "who holds it runs at the moment",
    "Migration": "the schema is applied anew",
    "MigrationLock": "likewise",
    "Restoration": "there is none while a backup is made",
    "Rulebook": "it is set when the rules are built again",
    "RejectPage": "of an import whose report of rejects is not written yet",
    "REJECTED": "likewise",
    "WebhookOwner": "restored beside the first service, webhooks would deliver twice",
    "KEEPS": "likewise",
    "Webhook": "likewise",
    "DeadLetter": "likewise",
    "Import": "a second label of change sets, which have all theirs",
}


def named(*files: Path) -> set[str]:
    """Return the labels and types of relations that statements name."""
    texts = (file.read_text("utf-8") for file in files)
    return {each for text in texts for names in _NAMED.findall(text) for each in names.split("|")}


def forgotten(sections: set[str]) -> set[str]:
    built = named(*(file for kind in BUILT for file in CYPHER.glob(f"policies/{kind}_*.cypher")))
    others = [file for file in CYPHER.rglob("*.cypher") if file.parent.name != "archive"]
    # What ties a row to others is made as it is put; types that are no text there are stated here.
    ties = {name for name in named(*(CYPHER / "archive").glob("put_*.cypher")) if name.isupper()}
    ties |= {each.fixed["relation"] for each in SECTIONS if each.fixed}
    kept = sections | built | ties | TIED_TO_ONE
    return named(*others) - kept - IN_THE_MANIFEST - LEFT_OUT.keys()


def test_every_label_has_its_place() -> None:
    sections = named(*(CYPHER / f"{each.statement}.cypher" for each in SECTIONS))
    assert len(sections) > 20
    assert forgotten(sections) == set()


@pytest.mark.parametrize("label", ["Enterprise", "ApiKey", "AuditEntry", "Sync"])
def test_a_label_without_a_place_is_found(label: str) -> None:
    sections = named(*(CYPHER / f"{each.statement}.cypher" for each in SECTIONS))
    assert forgotten(sections - {label}) == {label}
