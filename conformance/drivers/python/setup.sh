#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the versions of the published Python package that the suite is run against, each into a virtual environment
# of its own: bash conformance/drivers/python/setup.sh
# Exit code 3: the package index cannot be reached.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

python=${PYTHON:-python3}
while read -r version; do
  folder=.venv/$version
  stamp="$version $(sha256sum requirements.txt | cut -d' ' -f1)"
  if [ "$(cat "$folder/stamp" 2>/dev/null || true)" = "$stamp" ]; then continue; fi
  rm -rf "$folder"
  "$python" -m venv "$folder"
  if ! output=$("$folder/bin/pip" install --quiet --disable-pip-version-check "sigil-sdk==$version" -r requirements.txt 2>&1); then
    rm -rf "$folder"
    echo "$output" >&2
    if grep -qE 'ConnectionError|ConnectTimeout|Temporary failure|Name or service not known|NewConnectionError|ReadTimeout|Failed to establish' <<<"$output"; then exit 3; fi
    exit 1
  fi
  echo "$stamp" >"$folder/stamp"
done <versions.txt
