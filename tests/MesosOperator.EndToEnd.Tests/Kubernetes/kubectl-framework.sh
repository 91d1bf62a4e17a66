#!/usr/bin/env bash
# A framework with nothing but kubectl. Wants KUBECTL (the program, with what it needs to reach the API server) and an
# operator with one agent of 4 CPUs and 1 GiB that works on that server.
set -euo pipefail

namespace=${NAMESPACE:-default}
patience=60 # seconds for each thing that is waited for
k() { $KUBECTL --namespace "$namespace" "$@"; }

fail() {
  echo "FAILED: $*" >&2
  k get frameworks,offers,tasks,agents,mrole -o yaml >&2 || true
  k get events -o custom-columns=KIND:.involvedObject.kind,NAME:.involvedObject.name,REASON:.reason,NOTE:.message >&2 || true
  exit 1
}

# Waits until a command prints something, and prints that.
until_some() {
  local what=$1 found until=$((SECONDS + patience))
  shift
  while ((SECONDS < until)); do
    if found=$("$@" 2>/dev/null) && [[ -n $found ]]; then
      printf '%s\n' "$found"
      return
    fi
    sleep 0.2
  done
  fail "no $what"
}

# Waits until a field of an object has a value.
until_is() {
  local object=$1 path=$2 wanted=$3 found= until=$((SECONDS + patience))
  while ((SECONDS < until)); do
    found=$(k get "$object" -o "jsonpath={$path}" 2>/dev/null || true)
    [[ $found == "$wanted" ]] && return
    sleep 0.2
  done
  fail "$object: $path is '$found', not '$wanted'"
}

gone() {
  local until=$((SECONDS + patience))
  while ((SECONDS < until)); do
    k get "$1" >/dev/null 2>&1 || return 0
    sleep 0.2
  done
  fail "$1 is still there"
}

offer() { k get offers -o 'jsonpath={range .items[?(@.status.phase=="Outstanding")]}{.metadata.name}{"\n"}{end}' | head -n 1; }

echo "1. a role and a framework"
k apply -f - <<'MANIFEST'
apiVersion: mesosoperator.io/v1alpha1
kind: Role
metadata:
  name: dev
spec:
  path: dev
  weight: "2"
MANIFEST
k apply -f - <<'MANIFEST'
apiVersion: mesosoperator.io/v1alpha1
kind: Framework
metadata:
  name: by-hand
spec:
  transport: Resource
  roles: [dev]
  failoverTimeoutSeconds: 3600
  capabilities: [PartitionAware]
MANIFEST
k wait --for=condition=Connected framework/by-hand --timeout=60s
until_is mrole/dev '.status.conditions[?(@.type=="Ready")].status' True

echo "2. an offer, answered with two tasks"
first=$(until_some "offer" offer)
k patch offer "$first" --type=merge --patch '
spec:
  response:
    accept:
      operations:
      - launch:
          tasks:
          - id: sleeper
            resources: {cpus: "1", mem: 64Mi}
            command: {shell: "sleep 1000"}
          - id: greeter
            resources: {cpus: "1", mem: 64Mi}
            command: {program: echo, arguments: [hello]}
      filters: {refuseSeconds: 0}
'
until_is "offer/$first" .status.phase Accepted
until_is task/by-hand.sleeper .status.state Running
until_is task/by-hand.greeter .status.state Finished
until_is framework/by-hand .status.tasks.running 1
until_is framework/by-hand .status.allocated.cpus 1

echo "3. what is left is offered again, declined, and offered once more"
second=$(until_some "second offer" offer)
[[ $second != "$first" ]] || fail "an answered offer is offered again"
# 2 CPUs at once, or 3 when the greeter has ended by then; or the one that it gave back.
[[ $(k get offer "$second" -o jsonpath='{.spec.resources.cpus}') == [123] ]] || fail "the second offer does not hold what is left"
k patch offer "$second" --type=merge --patch '{"spec":{"response":{"decline":{"filters":{"refuseSeconds":1}}}}}'
until_is "offer/$second" .status.phase Declined
third=$(until_some "third offer" offer)

echo "4. an agent out of service: its offer is taken back, its task goes on"
agent=$(k get agents -o jsonpath='{.items[0].metadata.name}')
k patch agent "$agent" --type=merge --patch '{"spec":{"deactivated":true}}'
until_is "offer/$third" .status.phase Rescinded
until_is "agent/$agent" '.status.conditions[?(@.type=="Ready")].reason' Deactivated
k patch offer "$third" --type=merge --patch '{"spec":{"response":{"decline":{}}}}' || true
until_is task/by-hand.sleeper .status.state Running
k patch agent "$agent" --type=merge --patch '{"spec":{"deactivated":false}}'
until_some "fourth offer" offer >/dev/null

echo "5. a reservation by the agent's spec, and taken back"
k patch agent "$agent" --type=merge --patch '{"spec":{"reservations":[{"role":"dev","resources":{"cpus":"1"}}]}}'
until_is "agent/$agent" .status.reserved[0].resources.cpus 1
until_is "agent/$agent" '.status.conditions[?(@.type=="Ready")].status' True
k patch agent "$agent" --type=merge --patch '{"spec":{"reservations":[{"role":"dev","resources":{"cpus":"500m","mem":"64Mi"}}]}}'
until_is "agent/$agent" .status.reserved[0].resources.cpus 500m
until_is "agent/$agent" .status.reserved[0].resources.mem 64Mi
k patch agent "$agent" --type=merge --patch '{"spec":{"reservations":null}}'
until_is "agent/$agent" .status.reserved ''

echo "6. demands that no agent meets: nothing is offered, and the framework is told why"
k patch framework by-hand --type=merge --patch '{"spec":{"offerConstraints":[{"role":"dev","groups":[{"constraints":[{"attribute":"rack","operator":"Exists"}]}]}]}}'
for stale in $(k get offers -o 'jsonpath={range .items[?(@.status.phase=="Outstanding")]}{.metadata.name}{"\n"}{end}'); do
  k patch offer "$stale" --type=merge --patch '{"spec":{"response":{"decline":{"filters":{"refuseSeconds":0}}}}}' || true
done
until_is framework/by-hand '.status.conditions[?(@.type=="Offered")].reason' NothingForIt
for _ in $(seq 300); do # What is told first may be from before the declined resources were offered again.
  why=$(k get framework by-hand -o 'jsonpath={.status.conditions[?(@.type=="Offered")].message}')
  [[ $why == *"excluded by offer constraints"* ]] && break
  sleep 0.2
done
[[ $why == *"excluded by offer constraints"* ]] || fail "it is told '$why'"

echo "7. a task whose object is deleted is killed"
k delete task by-hand.sleeper --wait=false
gone task/by-hand.sleeper
until_is framework/by-hand .status.allocated.cpus 0

echo "8. a framework that is deleted leaves nothing"
k delete framework by-hand --timeout=60s
gone framework/by-hand
[[ -z $(k get tasks,offers -o name) ]] || fail "objects are left: $(k get tasks,offers -o name)"
k delete mrole dev
echo DONE
