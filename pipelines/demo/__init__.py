"""The generator of synthetic deliveries: a plausible region with a known truth, for the sample, the tests and the bench."""
