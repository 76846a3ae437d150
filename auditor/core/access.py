"""What opens a shop that asks for a log-in, as a file gives it; apart from the configuration, which is kept and shown."""

import os
import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from auditor.core.errors import AuditorError, did_you_mean

VARIABLE = re.compile(r"\$([A-Za-z_]\w*)")
TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.A)  # RFC 9110, 5.6.2
HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
COOKIE_VALUE = re.compile(r"[^\x00-\x1f\x7f;]*")
OURS = {
    "cookie": "cookies stand in [cookies]", "user-agent": "the auditor always says who it is",
    "host": "it follows from the address"}
SAME_SITE = ("Strict", "Lax", "None")
SHORTEST_SECRET = 6
LONG_WORD = re.compile(r"[\w.+/=~%-]{16,}")


class Cookie(Struct, frozen=True, rename="camel"):
    """A cookie as Playwright writes it: one of a `domain` without a leading dot is for that host alone."""

    name: str
    value: str
    domain: str
    path: str = "/"
    expires: float = -1
    http_only: bool = False
    secure: bool = False
    same_site: str = "Lax"


class Item(Struct, frozen=True):
    """One entry of a local storage."""

    name: str
    value: str


class Origin(Struct, frozen=True, omit_defaults=True):
    """What a browser kept for one origin, as Playwright writes it."""

    origin: str
    items: tuple[Item, ...] = field(default=(), name="localStorage")
    databases: list[Any] = field(default_factory=list, name="indexedDB")


class State(Struct, frozen=True):
    """Playwright's storage state."""

    cookies: tuple[Cookie, ...] = ()
    origins: tuple[Origin, ...] = ()


class Written(Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as its keys stand there. `storage_state` is a path relative to it."""

    basic_auth: str = ""
    storage_state: str = ""
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}


class Access(Struct, frozen=True):
    """What to show to the shop, and to nobody else. `basic_auth` is `user:password`. Printed, it tells none of it."""

    basic_auth: str = ""
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    state: State = State()

    def __repr__(self) -> str:
        return "Access(...)"

    def __rich_repr__(self) -> Iterator[str]:
        yield "..."

    @property
    def is_empty(self) -> bool:
        """Whether it opens nothing."""
        return self == Access()

    @property
    def authorization(self) -> str:
        """The value of the header of that name for `basic_auth`."""
        return f"Basic {b64encode(self.basic_auth.encode()).decode()}" if self.basic_auth else ""

    @property
    def secrets(self) -> frozenset[str]:
        """Every text that must not be seen. A bearer's token is one without its first word, too.

        Of a storage state these are the long words with a digit in them: the rest are settings, in words that pages use as well.
        """
        password = self.basic_auth.partition(":")[2]
        given = (self.basic_auth, password, self.authorization, *self.headers.values(), *self.cookies.values())
        items = (item.value for origin in self.state.origins for item in origin.items)
        kept = (*(cookie.value for cookie in self.state.cookies), *items)
        parts = (part for value in given for part in (value, value.rpartition(" ")[2]) if len(part) >= SHORTEST_SECRET)
        return frozenset((*parts, *(word for value in kept for word in LONG_WORD.findall(value) if any(map(str.isdigit, word)))))


def load(file: Path | None) -> Access:
    """The access that a file gives: TOML of our own, or a storage state of Playwright's in JSON; none where there is no file.

    Raises AuditorError, whose sentence never has a value in it.
    """
    if file is None:
        return Access()
    text = read(file)
    if text.lstrip().startswith("{"):
        return Access(state=state_of(text, file))
    written = written_in(text, file)
    state = file.parent / written.storage_state
    return Access(written.basic_auth, written.headers, written.cookies,
                  state_of(read(state), state) if written.storage_state else State())


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise AuditorError(f"{file}, which gives access, cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise AuditorError(f"{file}, which gives access, cannot be read: it is no text in UTF-8.") from None


def written_in(text: str, file: Path) -> Written:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at [\w ,]+", str(error))
        raise AuditorError(f"{file} is not TOML{f' ({place[0]})' if place else ''}.") from None
    for name in values:
        if name not in Written.__struct_fields__:
            raise AuditorError(f"{file}: there is no key {name}.{did_you_mean(name, Written.__struct_fields__)}")
    written = converted(values, Written, file, "a text")
    return checked(msgspec.convert(filled(msgspec.to_builtins(written), file), Written), file)


def converted(values: Any, kind: type, file: Path, like: str) -> Any:
    """The values as a Struct. What is wrong is told by its place alone, since msgspec's own words may quote it."""
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        place = str(error).partition("`$")[2].rstrip("`").strip(".")
        raise AuditorError(f"{file}: {place or 'it'} is not {like}.") from None


def filled(values: dict[str, Any], file: Path, table: str = "") -> dict[str, Any]:
    """The values, with those of the environment in the place of each `$NAME`."""
    return {name: filled(value, file, f"{name}.") if isinstance(value, dict) else of_environment(value, f"{table}{name}", file)
            for name, value in values.items()}


def of_environment(value: str, key: str, file: Path) -> str:
    match = VARIABLE.fullmatch(value)
    if not match:
        return value
    if match[1] not in os.environ:
        raise AuditorError(f"{file}: {key} names a variable of the environment that is not set.")
    return os.environ[match[1]]


def checked(written: Written, file: Path) -> Written:
    if written.basic_auth and not written.basic_auth.partition(":")[1]:
        raise AuditorError(f"{file}: basic_auth is not like user:password.")
    for table, values, sound in (("headers", written.headers, HEADER_VALUE), ("cookies", written.cookies, COOKIE_VALUE)):
        for name, value in values.items():
            if not TOKEN.fullmatch(name) or not sound.fullmatch(value):
                raise AuditorError(f"{file}: {table}.{name} has characters that cannot be sent.")
            if table == "headers" and name.lower() in OURS:
                raise AuditorError(f"{file}: headers.{name} cannot be set: {OURS[name.lower()]}.")
    return written


def state_of(text: str, file: Path) -> State:
    try:
        values = msgspec.json.decode(text)
    except msgspec.DecodeError:
        raise AuditorError(f"{file} is not JSON: give a storage state as Playwright writes it.") from None
    state = converted(values, State, file, "as Playwright writes it")
    for number, cookie in enumerate(state.cookies):
        if cookie.same_site not in SAME_SITE or not cookie.domain or not COOKIE_VALUE.fullmatch(cookie.value):
            raise AuditorError(f"{file}: cookies[{number}] is not as Playwright writes it.")
    return state
