"""The command line: one verb a file. The only room that may call all others."""
