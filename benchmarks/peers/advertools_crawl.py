"""An advertools crawl that follows links: `advertools_crawl.py URL OUTPUT.jl`."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import advertools

# It starts `scrapy` by name.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

# Left to itself it takes host and port for the domain, and Scrapy then refuses every address.
advertools.crawl(
    sys.argv[1], sys.argv[2], follow_links=True, allowed_domains=[urlsplit(sys.argv[1]).hostname], custom_settings={
        "LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0})
