"""Single changes by agencies: who may make them, made once per key, with their consequences."""
