# shellcheck shell=bash
# Where the programs of a Kubernetes cluster lie once they are there: outside the repository, under a name that changes
# with what they are made from, so that each is made once on a machine and never taken for another. Sourced.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# What Debian 12 has as source. The version that kube-apiserver tells of itself.
kubernetes_version=1.20.2

control_plane=(kube-apiserver etcd)
node_programs=(kube-controller-manager kube-scheduler kubelet)
clients=(kubectl helm)

recipe_hash() { (cd "$here" && sha256sum "$@") | sha256sum | cut -c1-12; }

cache=${XDG_CACHE_HOME:-${HOME:?neither XDG_CACHE_HOME nor HOME says where to keep the programs}/.cache}/mesos-operator/kube
servers_folder=$cache/$kubernetes_version-$(recipe_hash layout.sh debian.sh kubernetes.sh)
clients_folder=$cache/kubectl-$(recipe_hash kubectl/package-lock.json clients.sh)

# Where a program of this name lies or will lie.
path_of() {
  case $1 in
    kubectl | helm) echo "$clients_folder/$1" ;;
    *) echo "$servers_folder/$1" ;;
  esac
}

# Those of the programs named that are not there.
missing_of() {
  local name
  for name; do
    [[ -x $(path_of "$name") ]] || echo "$name"
  done
}
