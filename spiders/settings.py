"""Scrapy's settings: a guest that listens on no port. How fast it asks, and what it takes in, is for `pace` and `client`."""

BOT_NAME = "storefront-auditor"
SPIDER_MODULES = ["spiders.storefront"]

SCHEDULER = "spiders.frontier.Frontier"
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "spiders.client.Handler")
RENDERING_HANDLERS = dict.fromkeys(("http", "https"), "spiders.rendering.tabs.Handler")
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
ASYNCIO_EVENT_LOOP = "uvloop.Loop"
LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS_BASE = {}

# Redirects are hops of our own, robots.txt is read by our own gate, and cookies are not kept: what a page shows must not depend
# on what was asked for before. The client does the little that is left of Scrapy's middlewares, for verified addresses too.
DOWNLOADER_MIDDLEWARES_BASE = {}
SPIDER_MIDDLEWARES_BASE = {}

# Every request waits in `pace`; Scrapy holds no more of them than can be under way, and does not slow them down.
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0

# Scrapy starts so many tasks for what each callback returns, which here is next to nothing.
CONCURRENT_ITEMS = 1
