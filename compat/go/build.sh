#!/usr/bin/env bash
# Builds the programs of the AWS SDK for Go outside the repository and prints where they are: compat/go/build.sh [DIR].
# Cold, it takes a minute or two. Exit code 1: there is no Go, or its modules cannot be had.
set -euo pipefail
cd "$(dirname "$0")"

directory=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rolecall/go-client}

if ! command -v go >/dev/null; then
  echo 'no Go is here to build a client of the AWS SDK for Go with: install it from https://go.dev/dl' >&2
  exit 1
fi
mkdir -p "$directory"
go build -mod=readonly -buildvcs=false -ldflags '-s -w' -o "$directory/go-client" . >&2
echo "$directory/go-client"
