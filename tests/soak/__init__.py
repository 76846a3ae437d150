"""A large shop that misbehaves here and there, audited by a process that is killed over and over: `make soak-crawl`."""
