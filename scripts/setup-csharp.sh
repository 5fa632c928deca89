#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs Mono's C# compiler and runtime, with which codegen/emit/csharp/csharp.test.ts compiles and runs the generated C#.
# Needs apt-get and root. Where it cannot install, it says so and succeeds, because the test skips visibly then.
#
# Usage: scripts/setup-csharp.sh
set -euo pipefail

skip() {
  echo "SKIP csharp: $1; the C# test will be skipped"
  exit 0
}

if command -v mcs >/dev/null && command -v mono >/dev/null; then
  echo "csharp: mcs and mono are installed"
  exit 0
fi
command -v apt-get >/dev/null || skip "there is no apt-get; install mcs and mono by hand"
[[ "$(id -u)" == 0 ]] || skip "not root; run: sudo apt-get install mono-mcs mono-runtime"

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || skip "apt-get update failed"
apt-get install -y -qq --no-install-recommends mono-mcs mono-runtime >/dev/null || skip "apt-get install failed"
echo "csharp: installed mcs and mono"
