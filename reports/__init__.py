"""The reports: one format a file. They see the Audit and nothing else, and compute nothing."""
