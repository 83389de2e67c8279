"""Latarnia: from published figures to a release that pages and files read."""
