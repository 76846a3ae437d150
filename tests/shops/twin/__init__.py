"""The twin: one small shop in two editions. *well* has no defect; *ill* has one for every check, each a switch with a name.

`python -m tests.shops.twin [well|ill|switch …]` serves it to look at.
"""

from tests.shops.twin.server import running
from tests.shops.twin.switches import EDITIONS, EXEMPT, SWITCHES, WALK_ENDS

__all__ = ["EDITIONS", "EXEMPT", "SWITCHES", "WALK_ENDS", "running"]
