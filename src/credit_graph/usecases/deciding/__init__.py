"""Decision tables: every verdict of many enterprises, by column operations over Arrow tables."""
