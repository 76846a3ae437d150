"""Records, checks, judging, scoring, the audit document and the store. Knows nothing of the network."""
