#!/usr/bin/env bash
# Builds the programs of a Kubernetes control plane that the suites in e2e/ start: tools/kube/build.sh [DIR].
# DIR lies outside the repository, and is where the suites look by themselves when it is not given. What was built from
# the same go.mod and go.sum is not built again. Cold, it takes some minutes; exit code 1: not all of them are there.
set -euo pipefail
cd "$(dirname "$0")"

directory=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/rolecall/kube}

if ! command -v go >/dev/null; then
  echo "no Go is here to build kube-apiserver, etcd and kubectl with: install it from https://go.dev/dl, or set KUBEBUILDER_ASSETS to what \`setup-envtest use -p path\` prints" >&2
  exit 1
fi

mkdir -p "$directory"
sums=$(cksum go.mod go.sum)

# The programs of Kubernetes learn their version from the linker, and some of what they offer depends on it.
version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
IFS=. read -r major minor _ <<<"${version#v}"
stamp=k8s.io/component-base/version
flags="-s -w -X $stamp.gitVersion=$version -X $stamp.gitMajor=$major -X $stamp.gitMinor=$minor"

# etcd's package is called server.
while read -r name package; do
  # Any recent kubectl will do, and this one takes a minute.
  if [ "$name" = kubectl ] && ! [ -x "$directory/$name" ] && command -v kubectl >/dev/null; then
    echo "kubectl is on the PATH already"
    continue
  fi
  if [ -x "$directory/$name" ] && [ "$sums" = "$(cat "$directory/$name.sums" 2>/dev/null)" ]; then
    echo "$name is built already"
    continue
  fi
  echo "building $name"
  go build -buildvcs=false -ldflags "$flags" -o "$directory/$name.new" "$package"
  mv "$directory/$name.new" "$directory/$name"
  printf '%s\n' "$sums" >"$directory/$name.sums"
done <<'PROGRAMS'
etcd go.etcd.io/etcd/server/v3
kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver
kubectl k8s.io/kubernetes/cmd/kubectl
PROGRAMS
