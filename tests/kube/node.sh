#!/usr/bin/env bash
# A real Kubernetes node on this machine: containerd and a kubelet of its own, in namespaces of their own (processes,
# mounts, network), so that nothing of it is left when it ends. It ends with its standard input.
#
#   node.sh FOLDER NAME HOST_ADDRESS NODE_ADDRESS CPUS MEBIBYTES
#
# FOLDER is a new folder with the images to have (*.tar); it is deleted in the end. The two addresses are the ends of a
# cable between this machine and the node; 'network is up' is told when it is there. Then a line is waited for: the
# kubelet starts with the kubeconfig that lies in the folder.
set -euo pipefail

# The folders of a control group, one of each hierarchy.
groups() {
  awk -v group="$1" '{ for (i = 7; i < NF; i++) if ($i == "-" && $(i + 1) ~ /^cgroup2?$/) print $5 "/" group }' /proc/self/mountinfo
}

make_groups() {
  local group file
  for group in $(groups "$1"); do
    mkdir "$group"
    # An empty set of processors takes no process.
    for file in cpuset.cpus cpuset.mems; do
      [[ ! -e $group/$file || -e $group/cgroup.controllers ]] || cat "${group%/*}/$file" >"$group/$file"
    done
    if [[ -s ${group%/*}/cgroup.controllers ]]; then
      sed -e 's/\</+/g' "${group%/*}/cgroup.controllers" >"${group%/*}/cgroup.subtree_control"
    fi
  done
}

remove_groups() {
  local group
  for group in $(groups "$1"); do
    if [[ -d $group ]]; then
      # Whatever was in it has just been killed, and may take a moment.
      for _ in {1..100}; do
        find "$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
        sleep 0.1
      done
    fi
  done
}

outside() {
  folder=$1 name=$2
  local host_address=$3 node_address=$4 group=${1##*/} running pid cable
  cable=mesos$(cksum <<<"$folder" | cut -c1-8)
  trap '' INT HUP # Whoever holds the pipe ends it.
  # shellcheck disable=SC2064
  trap "clean_up '$group'" EXIT
  make_groups "$group"
  mkdir "$folder"/{containerd,kubelet,log,state}
  mkfifo "$folder/go"
  unshare --mount --propagation private --pid --fork --kill-child=KILL --net --ipc --uts \
    "$0" inside "$folder" "$name" "$node_address" "$5" "$6" "$group" </dev/null &
  running=$!
  until [[ -s $folder/pid ]]; do
    kill -0 "$running"
    sleep 0.02
  done
  pid=$(<"$folder/pid")
  ip link add "$cable" type veth peer name eth0 netns "$pid"
  ip address add "$host_address/30" dev "$cable"
  ip link set "$cable" up
  # No way anywhere else: a kubelet would wait for clouds to answer.
  nsenter --target "$pid" --net sh -c "ip link set lo up; ip address add $node_address/30 dev eth0; ip link set eth0 up"
  echo "network is up: $cable"
  read -r _
  : >"$folder/go"
  # Until nobody holds the pipe, or the node fails.
  { cat >/dev/null; kill -KILL "$running"; } <&0 &
  wait "$running"
}

clean_up() {
  local jobs
  jobs=$(jobs -p)
  # shellcheck disable=SC2086
  [[ -z $jobs ]] || kill -KILL $jobs 2>/dev/null || true
  wait 2>/dev/null || true
  remove_groups "$1"
  rm -rf "$folder"
}

inside() {
  folder=$1
  local name=$2 address=$3 cpus=$4 mebibytes=$5 group=$6 pid image
  read -r pid _ </proc/self/stat # /proc is still that of the machine
  hostname "$name"
  mount -t proc proc /proc
  mount -t tmpfs tmpfs /run
  mount --bind "$folder/log" /var/log
  mkdir -p "$folder/lib/"{kubelet,cni}
  mount --bind "$folder/lib" /var/lib
  fix_tunables
  mkdir -p /run/netns
  write_configuration "$name" "$address" "$cpus" "$mebibytes" "$group"
  echo "$pid" >"$folder/pid.new"
  mv "$folder/pid.new" "$folder/pid"

  containerd --config "$folder/containerd.toml" &
  until ctr --address /run/containerd/containerd.sock version >/dev/null 2>&1; do sleep 0.05; done
  for image in "$folder"/*.tar; do
    ctr --address /run/containerd/containerd.sock --namespace k8s.io images import --snapshotter overlayfs "$image"
  done
  read -r _ <"$folder/go" || true
  "$KUBELET" --config="$folder/kubelet.yaml" --kubeconfig="$folder/kubeconfig" --root-dir=/var/lib/kubelet --cert-dir="$folder/kubelet" \
    --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock --node-ip="$address" --hostname-override="$name" &
  wait -n
}

# The kubelet sets these for the whole machine, unless they are as it wants them.
fix_tunables() {
  local wanted
  for wanted in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
    echo "${wanted#*=}" >"/run/tunable"
    mkdir -p "/run/tunables/${wanted%/*}"
    mv /run/tunable "/run/tunables/${wanted%=*}"
    mount --bind "/run/tunables/${wanted%=*}" "/proc/sys/${wanted%=*}"
  done
}

write_configuration() {
  local name=$1 address=$2 cpus=$3 mebibytes=$4 group=$5 memory disk=$((4 << 30))
  memory=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
  cat >"$folder/containerd.toml" <<TOML
version = 2
root = "$folder/containerd"
state = "$folder/state"
disabled_plugins = ["io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
[grpc]
  address = "/run/containerd/containerd.sock"
[ttrpc]
  address = "/run/containerd/containerd.sock.ttrpc"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$folder/cni"
TOML
  mkdir "$folder/cni"
  cat >"$folder/cni/pods.conflist" <<JSON
{
  "cniVersion": "0.4.0",
  "name": "pods",
  "plugins": [
    {
      "type": "bridge", "bridge": "pods0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
      "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.244.0.0/16" }]], "routes": [{ "dst": "0.0.0.0/0" }] }
    },
    { "type": "portmap", "capabilities": { "portMappings": true } }
  ]
}
JSON
  cat >"$folder/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $address
authentication: { anonymous: { enabled: true }, webhook: { enabled: false } }
authorization: { mode: AlwaysAllow }
cgroupDriver: cgroupfs
cgroupRoot: /$group
enforceNodeAllocatable: []
evictionHard: { memory.available: 0%, nodefs.available: 0%, nodefs.inodesFree: 0%, imagefs.available: 0% }
failSwapOn: false
imageGCHighThresholdPercent: 100
makeIPTablesUtilChains: false
nodeStatusUpdateFrequency: 2s
oomScoreAdj: 0
readOnlyPort: 0
resolvConf: ""
syncFrequency: 2s
systemReserved: { cpu: "$(($(nproc) - cpus))", memory: "$((memory - mebibytes * 1024))Ki", ephemeral-storage: "$(($(stat -f -c '%b * %S' "$folder") - disk))" }
volumeStatsAggPeriod: 2s
volumePluginDir: /var/lib/kubelet/plugins-volume
YAML
}

if [[ $1 == inside ]]; then
  shift
  inside "$@"
else
  KUBELET=$("$(dirname "$0")/path.sh" kubelet)
  export KUBELET
  outside "$@"
fi
