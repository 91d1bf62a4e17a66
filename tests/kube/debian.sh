# shellcheck shell=bash
# Takes packages of Debian 12 without installing them: no right is needed, no service starts, nothing is left behind.
# It has package lists of its own, which name sources too. Sourced; works in the folder $work.

readonly release=bookworm
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

private_apt() {
  apt-get -qq \
    -oDir::State::lists="$work/apt/lists" -oDir::Cache="$work/apt/cache" \
    -oDir::Etc::sourcelist="$work/apt/sources.list" -oDir::Etc::sourceparts=- \
    -oAPT::Sandbox::User="$(id -un)" -oAcquire::Retries=3 -oAcquire::Languages=none "$@"
}

# Where this machine gets Debian 12 from, if it does; the archive itself otherwise.
archive() {
  local uri
  # shellcheck disable=SC2016 # apt fills the names in
  uri=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -v release="$release" '$2 == release && $3 == "main" { print $1; exit }')
  echo "${uri:-http://deb.debian.org/debian}"
}

require_debian_tools() {
  local name
  for name in apt-get dpkg-deb tar sha256sum; do
    command -v "$name" >/dev/null ||
      fail "$name is missing. The programs come from packages of Debian 12: use a machine with Debian, or copy $servers_folder from one."
  done
  [[ -r $keyring ]] || fail "$keyring is missing: install the package debian-archive-keyring."
}

read_package_lists() {
  require_debian_tools
  local from
  from=$(archive)
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
  printf '%s [signed-by=%s] %s %s main\n' deb "$keyring" "$from" "$release" deb-src "$keyring" "$from" "$release" >"$work/apt/sources.list"
  private_apt update || fail "the package lists of $from cannot be read"
}

# Unpacks binary packages into a folder.
unpack_packages() {
  local into=$1 file
  shift
  mkdir -p "$work/packages" "$into"
  (cd "$work/packages" && private_apt download "$@") || fail "cannot download $*"
  for file in "$work/packages"/*.deb; do
    dpkg-deb --extract "$file" "$into"
    rm "$file"
  done
}

# Downloads a source package into a folder.
download_source() {
  local into=$1 package=$2
  mkdir -p "$into"
  (cd "$into" && private_apt source --download-only "$package") || fail "cannot download the source package $package"
}
