"""Shows what gives access to the shop alone, and keeps it out of whatever is kept."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import msgspec
from aiohttp import CookieJar, DummyCookieJar
from aiohttp.abc import AbstractCookieJar
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from auditor.core.access import SHORTEST_SECRET, Access, Cookie, State
from spiders.gate import bare_host

WIDE = ("utf-16-le", "utf-16-be")
NAMES_ONLY = "set-cookie"  # of which no value is ever kept


class Credentials:
    """An `access` for the shop at `url`. Its host, with or without `www.`, is shown it; over http only where `url` is of http."""

    def __init__(self, access: Access, url: str) -> None:
        self._access, self._url, self._host = access, url, bare_host(url)
        self._schemes = ("https",) if urlsplit(url).scheme == "https" else ("https", "http")
        self._headers = dict(access.headers) | ({"Authorization": access.authorization} if access.basic_auth else {})
        self._cookies = [*self._of_state(), *self._of_names()]
        self.secrets: set[str] = set()
        self._forms: list[str] = []
        self._bytes: list[bytes] = []
        self._wide: list[bytes] = []
        self._jar: GivenCookies | None = None
        self.hide(access.secrets)

    def __repr__(self) -> str:
        return "Credentials(...)"

    @property
    def given(self) -> bool:
        """Whether there is anything to show."""
        return not self._access.is_empty

    def are_for(self, url: str) -> bool:
        """Whether an address is of the shop's own host, and as safe as the shop's."""
        return urlsplit(url).scheme in self._schemes and bare_host(url) == self._host

    def headers_for(self, url: str) -> dict[str, str]:
        """The headers that a request to an address takes along; cookies come from the `jar`."""
        return self._headers if self._headers and self.are_for(url) else {}

    # ---- cookies

    @property
    def jar(self) -> AbstractCookieJar:
        """The cookies for the crawl; made when first needed, since it wants a loop to be running."""
        if not self._cookies:
            return DummyCookieJar()
        if self._jar is None:
            self._jar = GivenCookies(self, self._cookies)
        return self._jar

    def storage_state(self) -> dict[str, Any]:
        """Playwright's options for a context that has the cookies as they stand now, and the shop's storage."""
        origins = tuple(one for one in self._access.state.origins if self.are_for(one.origin))
        cookies = tuple(self._cookies)
        if isinstance(jar := self.jar, GivenCookies):
            cookies = tuple(msgspec.structs.replace(one, value=now) for one in cookies if (now := jar.value_of(one)) is not None)
        return {"storage_state": msgspec.to_builtins(State(cookies, origins))} if cookies or origins else {}

    def _of_state(self) -> list[Cookie]:
        """The cookies of a storage state that the shop's host would be sent."""
        hosts = [host.partition(":")[0] for host in self._hosts()]
        return [cookie for cookie in self._access.state.cookies
                if any(host == cookie.domain.lstrip(".") or host.endswith(f".{cookie.domain.lstrip('.')}") for host in hosts)]

    def _of_names(self) -> list[Cookie]:
        secure = self._schemes == ("https",)
        return [Cookie(name, value, urlsplit(f"//{host}").hostname or "", secure=secure)
                for host in self._hosts() for name, value in self._access.cookies.items()]

    def _hosts(self) -> tuple[str, ...]:
        return (self._host, f"www.{self._host}") if "." in self._host.strip("0123456789.:") else (self._host,)

    # ---- in the browser

    def patterns(self) -> list[dict[str, str]]:
        """The requests that a browser must hold, as DevTools names them; none where no header is given."""
        return [{"urlPattern": f"{scheme}://{host}/*", "requestStage": "Request"}
                for scheme in self._schemes for host in self._hosts()] if self._headers else []

    def let_go(self, paused: dict[str, Any]) -> dict[str, Any]:
        """The parameters of DevTools' `Fetch.continueRequest` for a request that was held."""
        request, more = paused["request"], self.headers_for(paused["request"]["url"])
        if not more:
            return {"requestId": paused["requestId"]}
        headers = CIMultiDict(request["headers"])
        headers.update(more)
        return {"requestId": paused["requestId"], "headers": [{"name": name, "value": value} for name, value in headers.items()]}

    # ---- hiding

    def hide(self, secrets: Sequence[str] | frozenset[str]) -> None:
        """Mask these, too, from now on. What stands in the shop's own address is no secret."""
        new = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET and secret not in self._url} - self.secrets
        if not new:
            return
        self.secrets |= new
        spellings = (str, partial(quote, safe=""), unquote, html.escape)
        spelled = {spell(secret) for secret in self.secrets for spell in spellings}
        self._forms = sorted(spelled, key=len, reverse=True)
        self._bytes = [form.encode() for form in self._forms]
        self._wide = [form.encode(name) for name in WIDE for form in self._forms]

    def masked(self, body: bytes) -> bytes:
        """A body with an asterisk for each byte of a secret."""
        for form in (*self._bytes, *self._wide) if b"\0" in body else self._bytes:
            if form in body:
                body = body.replace(form, b"*" * len(form))
        return body

    def masked_text(self, text: str) -> str:
        """A text with an asterisk for each letter of a secret."""
        for form in self._forms:
            text = text.replace(form, "*" * len(form))
        return text

    def masked_headers(self, headers: CIMultiDictProxy[str]) -> CIMultiDictProxy[str]:
        """The headers of an answer, masked but for `Set-Cookie`."""
        if not self.secrets:
            return headers
        return CIMultiDictProxy(CIMultiDict((name, value if name.lower() == NAMES_ONLY else self.masked_text(value))
                                            for name, value in headers.items()))

    def masked_record(self, record: Any) -> Any:
        """A record, with every text in it masked."""
        if not self.secrets:
            return record
        return msgspec.convert(self._masked_builtins(msgspec.to_builtins(record)), type(record))

    def _masked_builtins(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.masked_text(value)
        if isinstance(value, dict):
            return {key: self._masked_builtins(each) for key, each in value.items()}
        return [self._masked_builtins(each) for each in value] if isinstance(value, list | tuple) else value


NONE = Credentials(Access(), "")


class GivenCookies(CookieJar):
    """The cookies that were given, with the values that the shop gave them since; it takes in no others."""

    def __init__(self, credentials: Credentials, cookies: Sequence[Cookie]) -> None:
        super().__init__(unsafe=True, quote_cookie=False)
        self._credentials = credentials
        self._names = {cookie.name for cookie in cookies}
        for cookie in cookies:
            self.update_cookies([(cookie.name, morsel_of(cookie))], site_of(cookie))

    def update_cookies_from_headers(self, headers: Sequence[str], response_url: URL) -> None:
        """Take in new values of cookies that were given."""
        pairs = ((header, *header.partition(";")[0].partition("=")) for header in headers)
        ours = {header: value.strip() for header, name, _, value in pairs if name.strip() in self._names}
        if ours and self._credentials.are_for(str(response_url)):
            self._credentials.hide([value for value in ours.values() if any(map(str.isdigit, value))])  # not "deleted"
            super().update_cookies_from_headers(list(ours), response_url)

    def filter_cookies(self, request_url: URL) -> Any:
        """The cookies for a request: none for another host, whatever their domain would allow."""
        return super().filter_cookies(request_url) if self._credentials.are_for(str(request_url)) else SimpleCookie()

    def value_of(self, cookie: Cookie) -> str | None:
        """What a cookie is worth now, None where the shop has ended it."""
        morsel = super().filter_cookies(site_of(cookie)).get(cookie.name)
        return morsel and morsel.value


def site_of(cookie: Cookie) -> URL:
    """An address to which a cookie is sent."""
    return URL.build(scheme="https" if cookie.secure else "http", host=cookie.domain.lstrip("."), path=cookie.path or "/")


def morsel_of(cookie: Cookie) -> Morsel[str]:
    """A cookie in the words of `http.cookies`; one for a single host has no domain."""
    morsel: Morsel[str] = Morsel()
    # `set` would refuse names that browsers take, such as "path".
    morsel.__setstate__({"key": cookie.name, "value": cookie.value, "coded_value": cookie.value})
    morsel["path"] = cookie.path
    morsel["domain"] = cookie.domain.lstrip(".") if cookie.domain.startswith(".") else ""
    morsel["secure"] = cookie.secure
    return morsel
