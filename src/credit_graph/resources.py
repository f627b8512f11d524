"""Where the files that belong to the code are: statements, seeds, explorer, locked packages.

In a checkout they stand at its root, where a person looks; a wheel carries them as `_data`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_data", _PACKAGE.parents[1])


def cypher_folder() -> Path:
    """Return the folder that holds every Cypher statement, one per file."""
    return _find("cypher")


def seeds_folder() -> Path:
    """Return the folder that holds documents, policies and vocabulary."""
    return _find("seeds")


def explorer_folder() -> Path:
    """Return the folder that holds the explorer's pages, scripts and styles."""
    return _find("explorer")


def requirements_file() -> Path:
    """Return the locked packages with their sums, as pip reads them."""
    return _find("requirements.txt")


def _find(name: str) -> Path:
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise FileNotFoundError(f"This installation lacks {name!r}; install it again.")
