"""Pages as a browser shows them: which templates need that, and how their pages are fetched through scrapy-playwright."""
