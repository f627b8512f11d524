"""Mutations: facts that agencies record, with their consequences."""
