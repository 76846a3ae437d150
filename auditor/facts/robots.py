"""A robots.txt as the rules that it means to one agent (RFC 9309)."""

import re

from protego import Protego

NAMED = re.compile(r"\s*(?:user-?agent|user\s+agent)(?:\s*:|\s)(.*)", re.I | re.S)
SOMEBODY = "User-agent: somebody-else"


def rules_in(text: str, agent: str = "") -> Protego:
    """The rules of a text, as far as they concern `agent`, or everybody.

    All other agents are taken for one: twenty thousand of them with as many rules would be four hundred million rules.
    """
    return Protego.parse("\n".join(line if concerns(line, agent.lower()) else SOMEBODY for line in text.splitlines()))


def concerns(line: str, agent: str) -> bool:
    """Whether a line is anything but the name of another agent."""
    named = NAMED.match(line)
    return named is None or named[1].partition("#")[0].replace("*", "").strip().lower() in agent
