"""Answers as tables: the columns that a document asks for, and pages followed to the end."""
