"""GraphQL of agencies: duties, calendars, workload."""
