"""A walk under way: its page, what was pressed, and the steps so far."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace
from playwright.async_api import BrowserContext, Dialog, ElementHandle, Error, Page, Request, Response

from auditor.core.records.journey import Reach, Step, Stop
from spiders.journey.answers import Answer, is_whole_page
from spiders.journey.ends import Detour, Ended, first_line
from spiders.journey.finders import Scored, plain_address, runners_up, same_shop
from spiders.journey.frames import look_into
from spiders.journey.guard import Blocked, Guard, refusal
from spiders.journey.screens import Place, picture, place_in_window
from spiders.journey.sight import Candidate, Look, Sight, twin_of
from spiders.journey.troubles import Troubles
from spiders.pace import Pauses

QUIET_MS = 200
QUIET_AFTER_LOAD_MS = 100
STILL_LOADING_MS = 1000
NOTHING_YET_MS = 1000  # on a busy machine a new tab asks for its document so late
LOOK_AGAIN_S = 0.05
PATIENCE_S = 12.0
BLANK_S = 6.0
READY_S = 1.0
READY_WITHOUT_DOCUMENT_S = 4.0
DOCUMENT_PATIENCE_S = 30.0
PRESS_MS = 4000
WIDER = "innerWidth > visualViewport.width * visualViewport.scale + 1"  # a person would move such a page, or zoom out
WALKED = frozenset({"document", "xhr", "fetch"})
GONE = "not attached"
NO_PAGE = "chrome-error:"
MOVED = "() => (window[Symbol.for('storefront-auditor.told')] || (() => [document.readyState, 0, 0, 0]))()"


class Trail:
    """The state of one walk on one device."""

    def __init__(self, context: BrowserContext, page: Page, guard: Guard, place: Place):
        self.page, self.guard, self.place, self.may_ask = page, guard, place, guard.allowed
        self.home = ""
        self.told: dict = {}
        self.to_take_out: list = []
        self.product = None
        self.cart_url: str | None = None
        self.steps: list[Step] = []
        self.detours: list[str] = []
        self.clicks = 0
        self.in_the_way: list[str] = []
        self.took_ms: float | None = None
        self.changed_ms: float | None = None
        self.troubles = Troubles(lambda url: same_shop(url, self.home))
        self.pressed: list[str] = []
        self.status: int | None = None
        self.answers: list[Answer] = []
        self.spoken: list[str] = []
        self.emptying, self.pauses = False, Pauses(0)
        self._opened: list[Page] = []
        self._waiting: set[Request] = set()
        self._awaits_change = False
        self._pictures = Counter()
        context.on("page", self._follow)
        context.on("dialog", self._answer_dialog)
        self._listen(context)

    # ---- what the browser tells

    def _listen(self, context: BrowserContext) -> None:
        """To all tabs at once: one that is opening asks for its document before it is told of as a page."""
        context.on("request", self._asked)
        context.on("requestfinished", self._settled)
        context.on("requestfailed", self._settled)
        context.on("response", self._answered)
        self.troubles.listen(context)

    def _follow(self, page: Page) -> None:
        self._opened.append(page)

    def _asked(self, request: Request) -> None:
        if request.resource_type == "document":
            self.pauses.asked()
        if request.resource_type in WALKED:
            self._waiting.add(request)

    def _settled(self, request: Request) -> None:
        self._waiting.discard(request)

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.resource_type not in WALKED:
            return
        self.answers.append(Answer(request.method, response.url, response.status, request.resource_type))
        if request.is_navigation_request() and is_whole_page(response) and not 300 <= response.status < 400:
            self.status = response.status

    async def _answer_dialog(self, dialog: Dialog) -> None:
        self.spoken.append(dialog.message)
        await (dialog.accept() if self.emptying else dialog.dismiss())

    # ---- looking, pressing, going back

    async def see(self) -> Look:
        """The page as it stands, once it shows anything that can be pressed or has had its time to."""
        began = time.monotonic()
        while True:
            seen = await self._see_now()
            if seen.sight.shown or self.status not in (None, 200) or time.monotonic() - began > BLANK_S:
                return seen
            await asyncio.sleep(4 * LOOK_AGAIN_S)

    async def see_when(self, ready: Callable[[Sight], bool], seen: Look) -> Look:
        """The page once it is `ready`, or as it stands when that takes too long; pages without a new document come late."""
        new_document = any(answer.kind == "document" for answer in self.answers)
        until = time.monotonic() + (READY_S if new_document else READY_WITHOUT_DOCUMENT_S)
        while not ready(seen.sight) and time.monotonic() < until:
            await asyncio.sleep(4 * LOOK_AGAIN_S)
            if self._awaits_document() or self._has_new_tab():  # what was looked at was not the last of it
                await self.settle(time.time())
                until = time.monotonic() + READY_S
            seen = await self.see()
        return seen

    async def _see_now(self) -> Look:
        try:
            seen = await look_into(self.page)
        except Error:  # the page went away under our eyes
            await self.settle(time.time())
            seen = await look_into(self.page)
        if self._awaits_change and self.changed_ms is None:
            self.changed_ms = seen.sight.changed_ms
        return seen

    async def go(self, url: str) -> None:
        """Goes to an address: the home page, or back to a page that the walk has been on."""
        await self.pauses.wait()
        began = time.time()
        self.begin()
        await self.page.goto(url, wait_until="domcontentloaded", timeout=DOCUMENT_PATIENCE_S * 1000)
        await self.settle(began)

    async def back_to(self, url: str) -> None:
        """Back to a page that the walk has been on."""
        if self.page in self._opened:
            self._opened.remove(self.page)
            await self.page.close()
            self.page = self._opened[-1] if self._opened else self.page.context.pages[0]
        if plain_address(self.page.url) != plain_address(url):
            await self.go(url)

    async def press(self, seen: Look, candidate: Candidate, *, onward: tuple[Scored, ...] | None = None) -> None:
        """Presses it as a person would and waits until the page has settled.

        `onward`: this is the thing that leads on from the last step, chosen from these; it goes into that step's picture.
        """
        if why_not := refusal(candidate, seen.sight, emptying=self.emptying):
            raise Ended(Stop.OURS, why_not)
        if candidate.target.startswith("http") and not self.may_ask(candidate.target):
            raise Ended(Stop.ROBOTS, f"robots.txt does not allow {candidate.target}, where {candidate.name or 'it'} leads.")
        await self.pauses.wait()
        try:
            began = await self._click(seen, candidate, onward)
        except Error as error:
            again = await self.see()
            twin = twin_of(candidate, again.sight)
            if twin is None or GONE not in error.message:
                raise Detour(f"{candidate.name or candidate.tag} could not be pressed ({first_line(error)})") from error
            began = await self._click(again, twin, onward)
        self.clicks += 1
        self.pressed.append(candidate.name or candidate.title or candidate.tag)
        if onward is not None:
            self._awaits_change, self.changed_ms = True, None
        await self.settle(began)

    async def _click(self, seen: Look, candidate: Candidate, onward: tuple[Scored, ...] | None) -> float:
        """Clicks, and answers when, in s since 1970."""
        element = await seen.element(candidate.place)
        await element.scroll_into_view_if_needed(timeout=PRESS_MS)
        if onward is not None:
            await self._show_onward(element, candidate, onward)
        self.begin()
        began = time.time()
        try:
            await element.click(timeout=PRESS_MS, no_wait_after=True)
        except Error:
            if not await self.page.evaluate(WIDER):
                raise
            await element.evaluate("element => element.click()")
        return began

    async def leave(self, element: ElementHandle) -> None:
        """Leaves a field that was changed. The enter key would press the form's first button, whatever that is."""
        await self.during(element.press("Tab"))

    async def during(self, doing: Awaitable) -> None:
        """Waits until the page has settled after what is no press."""
        self.begin()
        began = time.time()
        await doing
        await self.settle(began)

    async def stand_up(self) -> None:
        """Goes on in a new tab where the page was closed or died."""
        try:
            await self.page.evaluate("1")
        except Error:
            self.page = await self.page.context.new_page()

    def begin(self) -> None:
        """Something is about to be set off: what came of the last is forgotten."""
        self._awaits_change = False
        self.spoken.clear()
        self.answers.clear()
        self._waiting.clear()
        self.guard.blocked.clear()

    async def settle(self, began: float) -> None:
        """Waits until nothing is under way and the page is still.

        `began` is when it was set off, in s since 1970. `took_ms` is then the time from the click, or from where the browser
        set out for a new page, to the last change; `changed_ms`, of what leads onward, to the first that can be seen.
        """
        clicked = moved = first = 0.0
        while (waited := time.time() - began) < DOCUMENT_PATIENCE_S:
            await asyncio.sleep(LOOK_AGAIN_S)
            self._turn_to_new_tab()
            if self._awaits_document() or (self._waiting and waited < PATIENCE_S):
                continue
            try:
                state, clicked, moved, first = await self.page.evaluate(MOVED)
            except Error:
                continue
            still_ms = (time.time() - max(began, moved / 1000)) * 1000
            loaded = state == "complete" or still_ms > STILL_LOADING_MS
            quiet_ms = NOTHING_YET_MS if self._awaits_change and not (self.answers or moved > began * 1000) else self._quiet_ms()
            if (still_ms > quiet_ms and loaded) or waited > PATIENCE_S:
                break
        self.took_ms = moved - clicked if moved > clicked else None
        if self._awaits_change and self.changed_ms is None and first > clicked:
            self.changed_ms = first - clicked

    def _quiet_ms(self) -> int:
        return QUIET_AFTER_LOAD_MS if any(each.kind == "document" for each in self.answers) else QUIET_MS

    def _awaits_document(self) -> bool:
        return any(request.resource_type == "document" for request in self._waiting)

    def _has_new_tab(self) -> bool:
        return bool(self._opened) and self.page is not self._opened[-1] and not self._opened[-1].is_closed()

    def _turn_to_new_tab(self) -> None:
        if self._has_new_tab():
            self.page = self._opened[-1]

    # ---- what is told

    def arrive(self, reach: Reach, action: str, seen: Look) -> None:
        """The station answered as itself: a step of the journey."""
        self.steps.append(Step(
            reach=reach, action=action, url=seen.sight.url, title=seen.sight.title, clicks=self.clicks, took_ms=self.took_ms,
            in_the_way=tuple(self.in_the_way), changed_ms=self.changed_ms,
        ))
        self.clicks, self.in_the_way, self.pressed = 0, [], []

    def go_round(self, because: str) -> None:
        """Tells a detour; the layers that were dealt with on it would have been met on the way, too."""
        self.detours.append(because)
        self.start_over(self.in_the_way)

    def start_over(self, in_the_way: Sequence[str] = ()) -> None:
        """Counts anew from the last station: what a detour cost is not part of the way, but for these layers."""
        self.clicks, self.in_the_way, self.pressed = len(in_the_way), list(in_the_way), []

    def rewind(self, length: int) -> None:
        """Forgets the steps beyond `length`, which led nowhere."""
        del self.steps[length:]

    async def _show_onward(self, element: ElementHandle, candidate: Candidate, ranked: tuple[Scored, ...]) -> None:
        box = await place_in_window(element)
        shot = await self._take()
        self.steps[-1] = replace(
            self.steps[-1], pressed=candidate.name or candidate.title, box=box, screenshot=shot, title=await self.page.title(),
            runners_up=runners_up(ranked, candidate),
        )

    async def show_last(self) -> None:
        """The picture of a step from which nothing was pressed."""
        if self.steps and self.steps[-1].screenshot is None:
            self.steps[-1] = replace(self.steps[-1], screenshot=await self._take(), title=await self.page.title())

    async def _take(self) -> str:
        number = len(self.steps)
        name = f"walk-{self.place.device}-{number}-{self.steps[-1].reach}"
        again = self._pictures[name]
        self._pictures[name] += 1
        return await picture(self.page, self.place.folder, f"{name}-{again + 1}" if again else name)

    @property
    def kept_back(self) -> Blocked | None:
        """The way on that the guard kept back: the page that the last press was to open."""
        if not self.page.url.startswith(NO_PAGE):
            return None
        return next((each for each in reversed(self.guard.blocked) if each.kind == "Document"), None)

    @property
    def kept_back_silently(self) -> Blocked | None:
        """A request of a script to the shop itself that the guard kept back, so that the last press may have come to nothing."""
        mine = (each for each in self.guard.blocked if each.kind != "Document" and same_shop(each.url, self.home))
        return next(mine, None)
