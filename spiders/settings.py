"""Scrapy's settings: a quiet guest that listens on no port, follows no redirect unasked and limits what it takes in."""

BOT_NAME = "storefront-auditor"
SPIDER_MODULES = ["spiders"]

SCHEDULER = "spiders.frontier.Frontier"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS = {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.memusage.MemoryUsage": None}

# Redirects are hops of our own, and robots.txt is read by our own gate: Scrapy's middlewares would lose both from the record.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
ROBOTSTXT_OBEY = False
HTTPERROR_ALLOW_ALL = True

# No cookie is kept: what a page shows must not depend on what was asked for before.
COOKIES_ENABLED = False
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]

RANDOMIZE_DOWNLOAD_DELAY = False

# All hosts that are not on this machine share one slot, so that a shop, its www and its pictures' host are asked as one.
GUEST_SLOT = "guest"
LOCAL = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0}
GUEST = {
    "CONCURRENT_REQUESTS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 4, "DOWNLOAD_DELAY": 0.2,
    "AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 0.2, "AUTOTHROTTLE_TARGET_CONCURRENCY": 4.0,
    "AUTOTHROTTLE_MAX_DELAY": 30,
}
DOWNLOAD_SLOTS = {GUEST_SLOT: {"concurrency": 4, "delay": 0.2, "randomize_delay": False}}
