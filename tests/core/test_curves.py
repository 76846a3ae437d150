"""Lighthouse's score curves, held to test vectors worked out from its published formula."""

import pytest

from auditor.core.curves import CURVES, WEIGHTS, lighthouse_rounded, metric_score, performance_score
from auditor.core.records import Browser, Profile

VECTORS = [
    ("lcp_ms", 1200, 0.999), ("lcp_ms", 3000, 0.784), ("lcp_ms", 6000, 0.134),
    ("tbt_ms", 100, 0.982), ("tbt_ms", 300, 0.791), ("tbt_ms", 1000, 0.276),
    ("cls", 0.05, 0.988), ("cls", 0.15, 0.763), ("cls", 0.4, 0.255),
    ("fcp_ms", 1000, 0.997), ("fcp_ms", 4000, 0.235),
    ("speed_index_ms", 2000, 0.994),
]


def measured(device="mobile", **values):
    profile = Profile(device=device, width=412, height=823, scale=1, latency_ms=0, down_kbps=0, up_kbps=0, cpu=1)
    return Browser("http://shop.test/", "home", device, runs=1, profile=profile, chromium="1", cpu_index=1, **values)


@pytest.mark.parametrize(("metric", "value", "score"), VECTORS)
def test_vectors_on_mobile(metric, value, score):
    assert metric_score(metric, value, "mobile") == pytest.approx(score, abs=0.0005)


@pytest.mark.parametrize("device", CURVES)
@pytest.mark.parametrize("metric", CURVES["mobile"])
def test_control_points(device, metric):
    curve = CURVES[device][metric]
    assert metric_score(metric, curve.p10, device) == pytest.approx(0.9, abs=1e-9)
    assert metric_score(metric, curve.median, device) == pytest.approx(0.5, abs=1e-9)
    assert metric_score(metric, curve.p10, device) >= 0.9 > metric_score(metric, curve.p10 * 1.000001, device)
    assert metric_score(metric, curve.median, device) >= 0.5 > metric_score(metric, curve.median * 1.000001, device)


def test_ends_of_a_curve():
    assert metric_score("cls", 0, "mobile") == 1
    assert metric_score("tbt_ms", -3, "desktop") == 1
    assert metric_score("lcp_ms", 1e9, "mobile") == pytest.approx(0, abs=1e-6)


def test_desktop_is_stricter():
    assert metric_score("lcp_ms", 2400, "desktop") == pytest.approx(0.5)
    assert metric_score("lcp_ms", 2400, "mobile") > 0.9


def test_weights_are_lighthouses():
    assert WEIGHTS == {"fcp_ms": 10, "lcp_ms": 25, "tbt_ms": 30, "cls": 25, "speed_index_ms": 10}


@pytest.mark.parametrize(("score", "shown"), [(0.5, 0.5), (0.8999999, 0.89), (0.9, 0.9), (0.9953, 1.0), (0.99, 0.99), (1, 1.0)])
def test_rounding_is_lighthouses(score, shown):
    assert lighthouse_rounded(score) == shown


def test_performance_score_weighs_what_was_seen():
    assert performance_score(measured(fcp_ms=100, lcp_ms=100, tbt_ms=0, cls=0)) == 100
    assert performance_score(measured(lcp_ms=4000)) == 50
    # (0.5 × 25 + 1 × 25) / 50
    assert performance_score(measured(lcp_ms=4000, cls=0)) == 75


def test_nothing_seen_has_no_score():
    assert performance_score(measured()) is None
    assert performance_score(measured(ttfb_ms=100, bytes=1000)) is None
