"""When a delivery that failed is tried again: exponential back-off with jitter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often and how long; times in seconds.

    The wait after the first attempt is `first_s`, after each further one `factor` times as long,
    at most `longest_s`; each is multiplied by a random number from 0.5 to 1.5. After
    `attempts` in all it is a dead letter; after `dead_in_a_row` of these the webhook is halted.
    """

    attempts: int = 8
    first_s: float = 5.0
    factor: float = 4.0
    longest_s: float = 1_800.0
    dead_in_a_row: int = 10

    def wait_s(self, attempts: int, chance: float) -> float:
        """Return how long to wait after so many attempts; `chance` is from 0 to 1."""
        wait = min(self.first_s * self.factor ** (attempts - 1), self.longest_s)
        return wait * (0.5 + chance)

    def is_exhausted(self, attempts: int) -> bool:
        """Tell whether that many attempts were all."""
        return attempts >= self.attempts
