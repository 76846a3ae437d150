"""A small internet on this machine: names that lead where a test says, and some loopback addresses that count as public.

    with internet({"shop.test": [PUBLIC]}): ...                          here
    auditor("crawl", url, within=partial(internet, {...}))                in a process of its own
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, repeat
from socket import gaierror

import pytest

from spiders import reach

PUBLIC, OTHER_PUBLIC, PRIVATE = "127.0.1.1", "127.0.1.2", "127.0.0.1"
Names = Mapping[str, Sequence[str]]


@contextmanager
def internet(names: Names) -> Iterator[list[str]]:
    """Answers each look-up of a name with the next of its addresses, at last always with the last. Yields the names asked for."""
    answers = {name: chain(addresses, repeat(addresses[-1])) for name, addresses in names.items()}
    asked: list[str] = []

    async def look_up(host: str) -> list[str]:
        asked.append(host)
        if host not in answers:
            raise gaierror("no such name")
        return [next(answers[host])]

    kind_of = reach.kind_of.__wrapped__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "look_up", look_up)
        patch.setattr(reach, "kind_of", lambda address: reach.PUBLIC if address in (PUBLIC, OTHER_PUBLIC) else kind_of(address))
        yield asked
