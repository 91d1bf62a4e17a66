#!/usr/bin/env bash
# Runs the checks of control groups of version 2 on a real kernel that has nothing else of the kind, whatever this machine
# has: a small virtual machine without disk and network, in which a processor is translated, so that no right is needed.
#
#   run.sh LAUNCHER GUEST   folders of the two programs, compiled ahead of time
#
# The kernel of Debian 12 and busybox come from its packages, once on a machine. Ends with the status of the checks.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
launcher=$1 guest=$2
cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/mesos-operator/cgroup2
limit=300s

step() { printf '[%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }
fail() {
  echo "make test-cgroup2: $*" >&2
  exit 1
}

for pair in qemu-system-x86_64:qemu-system-x86 cpio:cpio gzip:gzip dpkg-deb:dpkg apt-get:apt; do
  command -v "${pair%%:*}" >/dev/null || fail "${pair%%:*} is missing: apt-get install --no-install-recommends ${pair##*:}"
done
[[ $(uname -m) == x86_64 ]] || fail "only for x86-64"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The package that the one of that name stands for at present.
kernel_package() { apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -1; }

get() {
  local package
  package=$(kernel_package)
  [[ $package ]] || fail "apt-cache knows no linux-image-cloud-amd64: run apt-get update"
  step "Downloading $package and busybox-static (30 MB) into $cache"
  (cd "$work" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$package" busybox-static) || fail "the packages cannot be downloaded"
  dpkg-deb -x "$work"/linux-image-*.deb "$work/kernel"
  dpkg-deb -x "$work"/busybox-static*.deb "$work/busybox"
  mkdir -p "$cache"
  mv "$work"/busybox/bin/busybox "$cache/busybox"
  mv "$work"/kernel/boot/vmlinuz-* "$cache/vmlinuz"
}

# The program with the libraries that it is loaded with.
add() {
  local library
  cp "$1" "$work/root/guest/"
  ldd "$1" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$work/root$(dirname "$library")"
    cp -L "$library" "$work/root$library"
  done
}

[[ -s $cache/vmlinuz && -s $cache/busybox ]] || get

step "Making the machine"
mkdir -p "$work"/root/{bin,sbin,proc,sys,dev,tmp,work,guest,etc,usr/bin,usr/sbin}
cp "$cache/busybox" "$work/root/bin/busybox"
for name in $("$cache/busybox" --list | grep -vx busybox); do ln -s busybox "$work/root/bin/$name"; done
cp "$here/init" "$work/root/init"
chmod 755 "$work/root/init" "$work/root/bin/busybox"
add "$launcher/mesos-launcher"
add "$guest/cgroup2-guest"
(cd "$work/root" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initrd.gz"

step "Running the checks"
timeout --foreground "$limit" qemu-system-x86_64 -accel tcg -m 512 -nographic -no-reboot -nodefaults -serial stdio \
  -kernel "$cache/vmlinuz" -initrd "$work/initrd.gz" -append "console=ttyS0 loglevel=1 panic=-1" </dev/null 2>&1 |
  tr -d '\r' | tee "$work/log" || fail "the machine did not end within $limit"
grep -q '^cgroup2-guest ended with 0$' "$work/log" || fail "checks failed"
step "Done"
