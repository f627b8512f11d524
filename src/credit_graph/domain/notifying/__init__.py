"""The change log: what happened to enterprises and duties, and who is notified of it."""
