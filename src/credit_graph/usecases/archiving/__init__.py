"""Backup and restore of a database that others run, as an archive of rows."""
