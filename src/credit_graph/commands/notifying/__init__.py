"""Commands about who is told: webhooks, and addresses of calendars."""
