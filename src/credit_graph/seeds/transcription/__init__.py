"""Policies: from the forms of YAML to measures, conditions, duties, obligations."""
