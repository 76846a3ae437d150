"""One SQLite file per audit: everything seen, and what was judged of it. Survives `kill -9`; one process writes."""

from auditor.core.store.schema import Role, State
from auditor.core.store.store import FILE, Store

__all__ = ["FILE", "Role", "State", "Store"]
