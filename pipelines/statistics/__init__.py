"""Statistics: arrays in, numbers out; nothing of the project is known here."""
