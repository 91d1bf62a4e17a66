# shellcheck shell=bash
# Builds programs of Kubernetes from Debian's source package. It carries all that Go needs, but for one generated file.
# Sourced; works in the folder $work.

readonly go_packages=(golang-1.19-go golang-1.19-src)
readonly go_root=usr/lib/go-1.19

# build_kubernetes PROGRAM…: leaves them in $work/built.
build_kubernetes() {
  local source=$work/go/src/k8s.io/kubernetes
  step "Downloading the source of Kubernetes $kubernetes_version and Go"
  unpack_packages "$work/toolchain" "${go_packages[@]}"
  download_source "$work/source" kubernetes
  # Debian's own patches are about what kubectl prints; they are left out.
  local archive=("$work/source"/kubernetes_*really"$kubernetes_version".orig.tar.gz)
  [[ -f ${archive[0]} ]] || fail "Debian's source is not Kubernetes $kubernetes_version any more: $(ls "$work/source")"
  mkdir -p "$source" "$work/built"
  tar --extract --file "${archive[0]}" --directory "$source" --strip-components=1

  # The tree is no module that Go 1.19 would take; it builds as a part of GOPATH, without the net.
  export GOROOT=$work/toolchain/$go_root GOPATH=$work/go GOCACHE=$work/go-cache GO111MODULE=off GOFLAGS='' CGO_ENABLED=0
  cd "$source"
  step "Generating the OpenAPI description"
  generate_openapi
  step "Compiling $*: 5 minutes on two cores, of some 1,700 packages"
  local component=k8s.io/kubernetes/vendor/k8s.io/component-base/version
  watched "$work/compile.log" "$GOROOT/bin/go" build -v -trimpath -o "$work/built/" \
    -ldflags "-s -w -X $component.gitVersion=v$kubernetes_version -X $component.gitMajor=1 -X $component.gitMinor=20" \
    "${@/#/./cmd/}"
  cd "$here"
}

generate_openapi() {
  local packages
  watched "$work/generator.log" "$GOROOT/bin/go" build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  packages=$(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg cmd staging/src/k8s.io | grep -v _examples | xargs dirname |
    sed -e 's,^staging/src/,,' -e 's,^\(pkg\|cmd\)/,k8s.io/kubernetes/\1/,' | LC_ALL=C sort -u | paste -sd,)
  PATH=$GOROOT/bin:$PATH watched "$work/openapi.log" "$work/openapi-gen" -O zz_generated.openapi \
    -p k8s.io/kubernetes/pkg/generated/openapi -i "$packages" -r "$work/violations" \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt --output-base "$GOPATH/src"
}
