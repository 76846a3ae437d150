#!/usr/bin/env bash
# Writes constraints.txt: one exact version of everything that the project, its tests and its building lead to,
# good for every Python that pyproject.toml allows.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m pip install --quiet --upgrade --target build/uv uv
printf '%s\n' pip setuptools setuptools-scm wheel | # pip, and what builds the packages that have no wheel
    build/uv/bin/uv pip compile pyproject.toml - --extra test --output-file constraints.txt --quiet --upgrade \
        --universal --python-version 3.11 --fork-strategy fewest --no-header --no-annotate
