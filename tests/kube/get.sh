#!/usr/bin/env bash
# Makes the programs of a Kubernetes cluster that the tests need, unless they are there:
#
#   get.sh apiserver   kube-apiserver, etcd, kubectl, helm
#   get.sh node        these, and kube-controller-manager, kube-scheduler, kubelet
#
# Everything happens in one folder of the cache; a program appears under its name only when it is complete. Two of these at
# once take turns.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/layout.sh"
source "$here/progress.sh"
source "$here/debian.sh"
source "$here/kubernetes.sh"
source "$here/clients.sh"

wanted=("${control_plane[@]}" "${clients[@]}")
case ${1:-} in
  apiserver) ;;
  node) wanted+=("${node_programs[@]}") ;;
  *) fail "say 'apiserver' or 'node'" ;;
esac

# Of the programs that are missing, those named.
missing_among() { comm -12 <(missing_of "${wanted[@]}" | sort) <(printf '%s\n' "$@" | sort); }

clean_up() {
  end_running
  rm -rf "$work"
}

keep() {
  local name
  for name; do
    mkdir -p "$(dirname "$(path_of "$name")")"
    chmod 755 "$work/built/$name"
    mv "$work/built/$name" "$(path_of "$name")"
  done
}

[[ $(missing_of "${wanted[@]}") ]] || exit 0

mkdir -p "$cache"
exec 9>"$cache/lock"
if ! flock --nonblock 9; then
  echo "Waiting for another 'make kube' to end"
  flock 9
fi
[[ $(missing_of "${wanted[@]}") ]] || exit 0

rm -rf "$cache"/work.*
work=$(mktemp -d "$cache/work.XXXXXX")
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -p "$work/built"

step "Making $(missing_of "${wanted[@]}" | paste -sd' ') in $cache"
read_package_lists

if [[ $(missing_among "${clients[@]}") ]]; then
  get_clients
  keep "${clients[@]}"
fi
if [[ $(missing_among etcd) ]]; then
  step "Downloading etcd"
  unpack_packages "$work/etcd" etcd-server
  mv "$work/etcd/usr/bin/etcd" "$work/built/etcd"
  keep etcd
fi
mapfile -t compiled < <(missing_among kube-apiserver "${node_programs[@]}")
if ((${#compiled[@]})); then
  build_kubernetes "${compiled[@]}"
  keep "${compiled[@]}"
fi
step "Done"
