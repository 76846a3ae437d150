"""A bare CrawlSpider that follows every link of a shop and verifies no picture: `bare_crawlspider.py URL`."""

import sys
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

SETTINGS = {
    "LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0, "TELNETCONSOLE_ENABLED": False}


class Bare(CrawlSpider):
    name = "bare"
    start_urls = (sys.argv[1],)
    allowed_domains = (urlsplit(sys.argv[1]).hostname,)
    rules = (Rule(LinkExtractor(), callback="seen", follow=True),)

    def seen(self, response):
        return None


process = CrawlerProcess(SETTINGS)
process.crawl(Bare)
process.start()
