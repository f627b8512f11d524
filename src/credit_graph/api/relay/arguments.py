"""Arguments that many fields share."""

from datetime import date, datetime
from typing import Annotated

import strawberry

AsOf = Annotated[
    date | None, strawberry.argument(description="The day asked about; today in Shanghai if null.")
]
First = Annotated[int, strawberry.argument(description="How many items, 1 to 100.")]
After = Annotated[
    str | None, strawberry.argument(description="Continue after the item with this cursor.")
]
KnownAt = Annotated[
    datetime | None, strawberry.argument(description="As known at this instant; now if null.")
]
