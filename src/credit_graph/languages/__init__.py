"""The languages of the service: which one a reader wants, and the words in it."""
