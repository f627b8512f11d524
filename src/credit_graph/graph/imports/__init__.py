"""Repositories of imports: the only modules that name statements of `cypher/imports`."""
