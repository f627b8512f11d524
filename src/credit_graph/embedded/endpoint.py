"""Where the embedded database listens, and who may enter."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EmbeddedEndpoint:
    """A Bolt address with its account; the password never shows in `repr`."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
