#!/usr/bin/env bash
# Builds Helm outside the repository and prints where it is: tools/helm/build.sh [DIR]. Exit code 1: there is no Go.
set -euo pipefail
cd "$(dirname "$0")"

directory=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rolecall/helm}

if ! command -v go >/dev/null; then
  echo 'no Go is here to build Helm with: install Helm (https://helm.sh/docs/intro/install) or Go (https://go.dev/dl)' >&2
  exit 1
fi
mkdir -p "$directory"
go build -buildvcs=false -ldflags '-s -w' -o "$directory/helm" helm.sh/helm/v4/cmd/helm
echo "$directory/helm"
