"""GraphQL of eligibility: reports, differences, what-if, the reverse question."""
