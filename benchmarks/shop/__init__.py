"""A deterministic shop on disk: its plan, its pages, its planted defects and the truth about them."""
