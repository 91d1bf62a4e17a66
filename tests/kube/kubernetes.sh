# shellcheck shell=bash
# Builds programs of Kubernetes from Debian's source package. It carries all that Go needs, but for one generated file.
# Sourced; works in the folder $work.

readonly go_packages=(golang-1.19-go golang-1.19-src)
readonly go_root=usr/lib/go-1.19
readonly never_equal=' || reflect.DeepEqual(reflect.Zero(reflect.TypeOf(data)), reflect.ValueOf(data))'
readonly reflect2_package=golang-github-modern-go-reflect2-dev reflect2=github.com/modern-go/reflect2

# build_kubernetes PROGRAM…: leaves them in $work/built.
build_kubernetes() {
  local source=$work/go/src/k8s.io/kubernetes
  step "Downloading the source of Kubernetes $kubernetes_version and Go"
  unpack_packages "$work/toolchain" "${go_packages[@]}" "$reflect2_package"
  download_source "$work/source" kubernetes
  # Debian's own patches are about what kubectl prints; they are left out.
  local archive=("$work/source"/kubernetes_*really"$kubernetes_version".orig.tar.gz)
  [[ -f ${archive[0]} ]] || fail "Debian's source is not Kubernetes $kubernetes_version any more: $(ls "$work/source")"
  mkdir -p "$source" "$work/built"
  tar --extract --file "${archive[0]}" --directory "$source" --strip-components=1
  fit_to_newer_go "$source"

  # The tree is no module that Go 1.19 would take; it builds as a part of GOPATH, without the net.
  export GOROOT=$work/toolchain/$go_root GOPATH=$work/go GOCACHE=$work/go-cache GO111MODULE=off GOFLAGS='' CGO_ENABLED=0
  cd "$source"
  step "Generating the OpenAPI description"
  generate_openapi
  step "Compiling $*: 3 to 5 minutes on two cores; one line of output is one package of some 1,700"
  local component=k8s.io/kubernetes/vendor/k8s.io/component-base/version
  watched "$work/compile.log" "$GOROOT/bin/go" build -v -trimpath -o "$work/built/" \
    -ldflags "-s -w -X $component.gitVersion=v$kubernetes_version -X $component.gitMajor=1 -X $component.gitMinor=20" \
    "${@/#/./cmd/}"
  cd "$here"
}

# The source is of the time of Go 1.15. Two things in it compile with Go 1.19 and then do harm.
fit_to_newer_go() {
  local source=$1 file
  # A library reaches into Go's own maps, overwrites memory, and the server dies at some list or watch: Debian's is newer.
  rm -r "${source:?}/vendor/$reflect2"
  cp -r "$work/toolchain/usr/share/gocode/src/$reflect2" "$source/vendor/$reflect2"
  # A comparison that never held does hold now, for empty texts: a custom resource with one would be refused.
  for file in "$source"/vendor/{k8s.io/kube-openapi/pkg/validation,github.com/go-openapi}/validate/type.go; do
    grep -q "$never_equal" "$file" || fail "$file is not what is known here"
    sed -i "s/$never_equal//" "$file"
  done
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
