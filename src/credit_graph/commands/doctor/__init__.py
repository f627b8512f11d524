"""`doctor`: looks at everything the service needs, and says what to do where it is not right."""
