"""An export that reports no progress."""


class SilentExport:
    """Takes what an export says of its progress."""

    def advanced(self, enterprises: int) -> None:
        """Say nothing."""
