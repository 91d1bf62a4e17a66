# shellcheck shell=bash
# Says what is going on while it takes minutes. Sourced.

readonly heartbeat_seconds=15
running=

elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

step() { echo "[$(elapsed)] $*"; }

fail() {
  echo "make kube: $*" >&2
  exit 1
}

# watched LOG COMMAND…: runs a command, its output in a file, and says from time to time how far it is. It has a process
# group of its own, which is ended with the script; it holds no lock.
watched() {
  local log=$1 status=0 beat=$((SECONDS + heartbeat_seconds))
  shift
  set -m
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  running=$!
  set +m
  while kill -0 "$running" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS >= beat)); then
      step "  … $(wc -l <"$log") lines of output"
      beat=$((SECONDS + heartbeat_seconds))
    fi
  done
  wait "$running" || status=$?
  running=
  if ((status)); then
    tail -n 40 "$log" >&2
    fail "'${*:0:4}' ended with $status"
  fi
}

end_running() {
  if [[ $running ]]; then
    kill -TERM -- "-$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
  fi
}
