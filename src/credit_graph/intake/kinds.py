"""The kinds of files: what each is called, which columns it has, what identifies a row."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """A file's kind is its name without `.csv`, in the order in which files are read."""

    ENTERPRISES = "enterprises"
    PARTNERS = "partners"
    RATINGS = "ratings"
    LISTS = "lists"
    STATEMENTS = "statements"
    COMMITMENTS = "commitments"
    VIOLATIONS = "violations"
    USES = "uses"
    LINKS = "links"
    OWNERSHIP = "ownership"
    COVERAGE = "coverage"
    SUBMISSIONS = "submissions"


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a kind, in their documented order, and what some of them mean.

    `required` must not be empty. `key` says which fact a row is about: a later row with the same
    key is the same fact, perhaps with another value. `group` holds every fact that a row may
    clash with. `enterprises` are the columns whose enterprises must be registered.
    """

    columns: tuple[str, ...]
    required: frozenset[str]
    key: tuple[str, ...]
    group: tuple[str, ...]
    enterprises: tuple[str, ...]


def _table(columns: str, *, key: str, group: str = "", enterprises: str = "uscc") -> Table:
    # A column with an exclamation mark must be filled.
    names = columns.split()
    return Table(
        columns=tuple(name.rstrip("!") for name in names),
        required=frozenset(name.rstrip("!") for name in names if name.endswith("!")),
        key=tuple(key.split()),
        group=tuple((group or key).split()),
        enterprises=tuple(enterprises.split()),
    )


TABLES: Final = {
    Kind.ENTERPRISES: _table(
        "uscc! name! region! zone kinds registered_on status valid_from valid_to",
        key="uscc valid_from",
        group="uscc",
        enterprises="",
    ),
    # Stored as registrations are: a partner has one, without days.
    Kind.PARTNERS: _table("id! name! country!", key="id", enterprises=""),
    Kind.RATINGS: _table(
        "uscc! scheme! level! valid_from! valid_to awarded_by reference openness",
        key="uscc scheme valid_from",
        group="uscc scheme",
    ),
    # Two cases may put an enterprise on one list on one day, so the reference counts.
    Kind.LISTS: _table(
        "uscc! list! valid_from! valid_to reason reported_by reference severity repair_from"
        " display_until repaired_on openness",
        key="uscc list valid_from reference",
        group="uscc list",
    ),
    Kind.STATEMENTS: _table(
        "uscc! statement! value! valid_from! valid_to reported_by openness",
        key="uscc statement valid_from",
        group="uscc statement",
    ),
    Kind.COMMITMENTS: _table(
        "uscc! commitment! subject made_on! due_on fulfilled_on agency openness",
        key="uscc commitment subject made_on",
        group="uscc commitment",
    ),
    Kind.VIOLATIONS: _table(
        "uscc! violation! found_on! severity found_by repaired_on reference repair_from"
        " display_until openness",
        key="uscc violation found_on reference",
        group="uscc violation",
    ),
    Kind.USES: _table(
        "uscc! measure! agency used_on! outcome note",
        key="uscc measure used_on agency",
        group="uscc measure",
    ),
    # Parallel links are normal: links of other categories or days never clash.
    Kind.LINKS: _table(
        "supplier_uscc! customer_uscc! valid_from! valid_to category share source",
        key="supplier_uscc customer_uscc category valid_from",
        enterprises="supplier_uscc customer_uscc",
    ),
    Kind.OWNERSHIP: _table(
        "owner_uscc! owned_uscc! share! valid_from! valid_to",
        key="owner_uscc owned_uscc valid_from",
        group="owned_uscc",
        enterprises="owner_uscc owned_uscc",
    ),
    Kind.COVERAGE: _table(
        "register! region! synced_on! reference",
        key="register region synced_on",
        enterprises="",
    ),
    Kind.SUBMISSIONS: _table(
        "obligation! agency handed_in_on! text cases reference",
        key="obligation agency handed_in_on",
        enterprises="",
    ),
}
