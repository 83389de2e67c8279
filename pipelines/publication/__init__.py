"""From stored deliveries to what may be seen of them: rows into the build, tokens and their certificate out of it."""
