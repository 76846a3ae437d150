"""Our probes' own room in the page: a JavaScript world that shares its document, but none of its variables.

A shop that has bent Array or JSON to its liking cannot bend what is measured, and does not see that it is.
"""

import asyncio
from importlib.resources import files

from playwright.async_api import BrowserContext, CDPSession, Error, Page

NAME = "auditor"
PROBES = ("element", "vitals", "markup", "layout", "images", "consent", "menu", "benchmark")
ANSWERS = ("calm", "vitals", "markup", "scrollWidth", "brokenImages", "consentLayer", "menuEntries", "cpuIndex")
ATTEMPTS = 5
PAUSE_S = 0.1
MOVED_ON = "one document after another took the place of the one that was asked"


class NoAnswer(Exception):
    """The page's main thread did not come to answer in time."""


def source() -> str:
    """All probes as one script, each answer a function of the object `auditor`. Only the outermost document is probed."""
    here = files("spiders.browser") / "probes"
    scripts = "\n".join((here / f"{name}.js").read_text("utf-8") for name in PROBES)
    return f"if (window === window.top) {{ globalThis.{NAME} = (() => {{\n{scripts}\nreturn {{ {', '.join(ANSWERS)} }}; }})(); }}"


class World:
    """The probes in one page, from its first document on. `documents` counts those that it has shown."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        self.frame = ""
        self.contexts: dict[str, int] = {}
        self.documents = 0
        self.crashed = False
        session.on("Runtime.executionContextCreated", self._remember)

    @classmethod
    async def open(cls, context: BrowserContext, page: Page) -> "World":
        """Enter the page before it goes anywhere."""
        world = cls(await context.new_cdp_session(page))
        page.on("crash", world._mourn)
        await world.session.send("Page.enable")
        await world.session.send("Page.addScriptToEvaluateOnNewDocument", {
            "source": source(), "worldName": NAME, "runImmediately": True})
        await world.session.send("Runtime.enable")
        tree = await world.session.send("Page.getFrameTree")
        world.frame = tree["frameTree"]["frame"]["id"]
        return world

    async def ask(self, call: str, within_s: float) -> object:
        """What a probe answers to `call`, such as "vitals()". NoAnswer when the page is too busy to say it in time."""
        before = self.documents
        try:
            return await asyncio.wait_for(self._ask(call), within_s)
        except TimeoutError as error:
            raise self._silence(call, before) from error

    def _silence(self, call: str, before: int) -> Exception:
        """Why no answer came: a page that shows one document after another is not busy."""
        if self.crashed:
            return Error("Page crashed")
        return Error(MOVED_ON) if self.documents > before + 1 else NoAnswer(call)

    async def _ask(self, call: str) -> object:
        """Asks again where a new document took the place of the one that was asked."""
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._evaluate(call)
            except Error as error:
                if not any(word in error.message for word in ("context", "collected")):
                    raise
            await asyncio.sleep(PAUSE_S)
        return await self._evaluate(call)

    async def _evaluate(self, call: str) -> object:
        answer = await self.session.send("Runtime.evaluate", {
            "expression": f"{NAME}.{call}", "contextId": self.contexts.get(self.frame, -1),
            "awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise Error(answer["result"].get("description", "a probe failed"))
        return answer["result"].get("value")

    def _mourn(self, page: Page) -> None:
        self.crashed = True

    def _remember(self, event: dict) -> None:
        context = event["context"]
        if context["name"] == NAME:
            self.contexts[context["auxData"]["frameId"]] = context["id"]
            self.documents += context["auxData"]["frameId"] == self.frame
