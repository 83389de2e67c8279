"""New figures in: a file from a publisher becomes a proposal, an accepted proposal becomes the next release."""
