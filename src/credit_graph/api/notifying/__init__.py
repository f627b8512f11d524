"""GraphQL: notices, inboxes, and the subscription to the change log."""
