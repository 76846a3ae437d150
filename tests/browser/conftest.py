"""Lets pytest-playwright use the Chromium that the auditor itself finds."""

import pytest

from spiders.browser.chromium import launch_options


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    return launch_options()
