"""`ask`: questions from files, answers as JSON or as tables."""
