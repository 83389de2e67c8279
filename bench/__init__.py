"""Speed and memory of the product against a bare floor, as ratios within one run."""
