"""The sections of an archive: which nodes and relations it holds, and what it leaves out.

What stands for the rules in force (policies, measures, agencies, …) is not in it: it is built again
from the seed files, which are. Left out are leases, what was never published, and webhooks:
restored beside the first service they would deliver twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_FACTS_AT_ONCE: Final = 2_000


class Belonging(Enum):
    """By what a row belongs to the instant of the archive."""

    ALWAYS = auto()
    CHANGE_SET = auto()  # it is a change set, and was published by then
    BROUGHT = auto()  # what its change set brought was published by then
    SUBTREE = auto()  # the audit log was long enough by then
    ENTRY = auto()
    NOTICE = auto()  # the change log was
    INBOX = auto()  # what was acknowledged later counts as far as the change log reached


@dataclass(frozen=True, slots=True)
class ArchiveSection:
    """One section: `archive/<name>` reads it from the key `first` on, `put` writes it.

    `fixed` are parameters of the latter; `at_once` rows make a page.
    """

    name: str
    rule: Belonging
    put: str = "archive/put_nodes"
    fixed: Mapping[str, str] | None = None
    first: object = ""
    at_once: int = _FACTS_AT_ONCE

    @property
    def statement(self) -> str:
        """The statement that reads a page."""
        return f"archive/{self.name}"


def _said(name: str, label: str, relation: str) -> ArchiveSection:
    fixed = {"label": label, "relation": relation}
    return ArchiveSection(name, Belonging.BROUGHT, "archive/put_said", fixed)


def _link(name: str, relation: str) -> ArchiveSection:
    return ArchiveSection(name, Belonging.BROUGHT, "archive/put_links", {"relation": relation})


SECTIONS: Final = (
    ArchiveSection("change_sets", Belonging.CHANGE_SET),
    ArchiveSection("import_files", Belonging.BROUGHT, "archive/put_import_files", at_once=200),
    ArchiveSection("enterprises", Belonging.ALWAYS),
    ArchiveSection("registrations", Belonging.BROUGHT, "archive/put_registrations"),
    _said("ratings", "Rating", "HOLDS"),
    _said("list_entries", "ListEntry", "LISTED"),
    _said("statements", "Statement", "STATED"),
    _said("commitments", "Commitment", "PROMISED"),
    _said("violations", "Violation", "BROKE"),
    _said("uses", "MeasureUse", "USED"),
    _link("supplies", "SUPPLIES"),
    _link("owns", "OWNS"),
    ArchiveSection("syncs", Belonging.BROUGHT),
    ArchiveSection("submissions", Belonging.BROUGHT),
    ArchiveSection("objections", Belonging.BROUGHT),
    ArchiveSection("subtrees", Belonging.SUBTREE, first=-1),
    ArchiveSection("entries", Belonging.ENTRY, "archive/put_entries", first=-1, at_once=50),
    ArchiveSection(
        "log_entries", Belonging.NOTICE, "archive/put_log_entries", first=-1, at_once=100
    ),
    ArchiveSection("inbox_items", Belonging.NOTICE, first=("", -1)),
    ArchiveSection("inboxes", Belonging.INBOX),
    ArchiveSection("api_keys", Belonging.ALWAYS),
    ArchiveSection("calendar_addresses", Belonging.ALWAYS),
    ArchiveSection("access_records", Belonging.ALWAYS),
    ArchiveSection("refused_attempts", Belonging.ALWAYS),
    ArchiveSection("seed_versions", Belonging.BROUGHT, at_once=20),
)

BY_NAME: Final[Mapping[str, ArchiveSection]] = {each.name: each for each in SECTIONS}
