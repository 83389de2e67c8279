"""Every card of every page as a pure function: a release and the filters in, what `card()` draws out."""
