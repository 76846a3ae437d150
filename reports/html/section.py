"""What every section of the report has."""

from typing import Any

from markupsafe import Markup
from msgspec import Struct

from reports.html.words import say


class Section(Struct, frozen=True):
    """A section: its heading states the result as a sentence. `count` stands beside its name in the contents."""

    id: str
    heading: Markup
    body: Any = None
    lede: Markup | None = None
    count: int | None = None

    @property
    def name(self) -> Markup:
        return say(f"section.{self.id}")
