"""Protection of persons: counts become tokens, and the tokens are attacked before anyone else can attack them.

Nothing of the project's sources is known here: whole counts over all combinations of a lattice go in, tokens and a
certificate come out. In the order in which a release meets them:

lattice     the closed list of groups and measures, the ladder of presets
tokens      a count is hidden up to a threshold, zero included, or rounded
history     what earlier releases in the ledger say of the same cohort
tables      the variables of all files that look the same
polyhedron  the linear constraints, and how far a count can move in them
attack      witnesses first, linear programs for what is left
audit       the scenarios: tokens alone, known sizes, offices that know their own cases
jobs        many cohorts, on all cores, cached by content
links       which sums of different tables count the same persons
joint       linked tables attacked as one
bundles     which tables are attacked together, and which of them may stand
ladder      tokens if nothing was found, otherwise a question to a person
"""
