"""What many checks want to know of a record, worked out once per record and kept with it."""
