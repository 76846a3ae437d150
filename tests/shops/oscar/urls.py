"""Addresses of the shop: oscar's own, a sitemap and a robots.txt."""

from django.apps import apps
from django.contrib.flatpages.sitemaps import FlatPageSitemap
from django.contrib.sitemaps import GenericSitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import include, path
from oscar.core.loading import get_model

ROBOTS = """User-agent: *
Disallow: /dashboard/
Disallow: /accounts/

Sitemap: {sitemap}
"""

SITEMAPS = {
    "categories": GenericSitemap({"queryset": get_model("catalogue", "Category").objects.browsable()}),
    "products": GenericSitemap(
        {"queryset": get_model("catalogue", "Product").objects.browsable().order_by("pk"), "date_field": "date_updated"}
    ),
    "pages": FlatPageSitemap,
}


def robots(request):
    return HttpResponse(ROBOTS.format(sitemap=request.build_absolute_uri("/sitemap.xml")), content_type="text/plain")


urlpatterns = [
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="django.contrib.sitemaps.views.sitemap"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
