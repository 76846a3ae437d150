"""Which pages were read as a browser shows them, and why."""

from enum import StrEnum

from msgspec import Struct


class RenderMode(StrEnum):
    """AUTO renders the pages of those templates whose links or text only scripts make."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Comparison(Struct, frozen=True):
    """What the sampled pages of one template hold as the server sends them, and as a browser shows them.

    `pages` were compared, `failed` could not be shown. Sums over them: `links` to distinct pages of the shop, `words` of main
    text. `needed` when at least one page has clearly more in the browser: then all pages of the template are rendered.
    """

    template: str
    pages: int
    failed: int = 0
    links_sent: int = 0
    links_shown: int = 0
    words_sent: int = 0
    words_shown: int = 0
    needed: bool = False


class Rendering(Struct, frozen=True):
    """How pages were read. `pages` are kept as a browser showed them, `failed` stayed as they were sent although they were to be.

    `because` says why there was no browser, "" where there was one or none was wanted.
    """

    mode: RenderMode = RenderMode.NEVER
    templates: tuple[Comparison, ...] = ()
    pages: int = 0
    failed: int = 0
    because: str = ""
