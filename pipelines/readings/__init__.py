"""What a release says: its values turned into the facts of sentences. Pages, files and scripts read the same."""
