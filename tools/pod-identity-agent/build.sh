#!/usr/bin/env bash
# Builds the stock EKS Pod Identity Agent, which compat/stock-agent.test.ts runs against EKS Auth of this server, and prints
# where it is: tools/pod-identity-agent/build.sh [DIR]. DIR lies outside the repository, and so does all of the agent's code.
# What was built is not built again. Exit code 1: it cannot be built here, and why.
set -euo pipefail

module=github.com/aws/eks-pod-identity-agent
version=v0.1.37
directory=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rolecall/pod-identity-agent}
program=$directory/eks-pod-identity-agent

if [ -x "$program" ] && [ "$version" = "$(cat "$program.version" 2>/dev/null)" ]; then
  echo "$program"
  exit
fi
if ! command -v go >/dev/null; then
  echo "no Go is here to build $module with: install it from https://go.dev/dl, or set STOCK_POD_IDENTITY_AGENT to the program" >&2
  exit 1
fi

# Its go.mod bears another name than the place it is had from, so `go install` refuses it.
found=$(cd / && GIT_TERMINAL_PROMPT=0 go mod download -json "$module@$version" 2>&1) || true
source=$(sed -n 's/^[[:space:]]*"Dir": "\(.*\)",\{0,1\}$/\1/p' <<<"$found")
if [ -z "$source" ]; then
  why=$(sed -n 's/^[[:space:]]*"Error": "\(.*\)",\{0,1\}$/\1/p' <<<"$found")
  why=${why%%\\n*}
  # The place that was asked is the reader's own affair, and its address may hold a password.
  echo "$module@$version cannot be had from Go's module proxy (${why##*: }): a GOPROXY that has it is enough, or STOCK_POD_IDENTITY_AGENT with the path of the program" >&2
  exit 1
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$source/." "$scratch"
chmod -R u+w "$scratch"
mkdir -p "$directory"
name=$(cd "$scratch" && GOFLAGS='' go list -m)
(cd "$scratch" && go build -mod=readonly -buildvcs=false -ldflags "-s -w -X $name/configuration.AgentVersion=$version" -o "$program.new" .)
mv "$program.new" "$program"
printf '%s\n' "$version" >"$program.version"
echo "$program"
