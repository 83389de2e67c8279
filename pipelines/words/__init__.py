"""Words: numbers, plurals and computed sentences in both languages, without pages and without data."""
