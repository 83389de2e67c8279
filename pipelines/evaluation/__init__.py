"""Comparison of counties and the effect of the model, made in the build from exact counts and published rounded."""
