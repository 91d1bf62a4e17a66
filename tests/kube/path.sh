#!/usr/bin/env bash
# Prints where a program lies, such as kube-apiserver or kubectl; fails when it was not made yet.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/layout.sh"

for name; do
  path=$(path_of "$name")
  if [[ ! -x $path ]]; then
    echo "$name is not there yet: run 'make kube' (it takes minutes the first time), or 'make kube-node' for a kubelet." >&2
    exit 1
  fi
  echo "$path"
done
