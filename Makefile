# One command each; `make` alone lists them.
#
#   ARGS=…           passed on to the program of run, test, bench and sim
#   CONFIGURATION=…  Debug (build, test) or Release (run, bench, sim) unless said otherwise

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
export DOTNET_CLI_UI_LANGUAGE := en

SOLUTION := MesosOperator.sln
ARGS ?=

# Node programs that tests and samples start; each is installed from its own lock file.
# Not so tests/kube: what it has goes into a cache outside the repository.
node_locks := $(filter-out tests/kube/%, \
  $(wildcard tests/*/package-lock.json tests/*/*/package-lock.json samples/*/package-lock.json))
node_modules := $(node_locks:%package-lock.json=%node_modules/.package-lock.json)

lower = $(shell echo '$(1)' | tr A-Z a-z)

##@ Build and try

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z][a-z0-9-]*:.*## / { printf "  %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: CONFIGURATION ?= Debug
build: ## Build everything; a warning is an error
	dotnet build $(SOLUTION) --configuration $(CONFIGURATION) --verbosity quiet

.PHONY: launcher
launcher: ## Compile the launcher of tasks ahead of time, which every build of the agent does when it has changed
	dotnet build operator/MesosOperator.AgentRuntime --verbosity quiet -nologo -target:PublishLauncher

.PHONY: agent
agent: ## Compile mesos-agent ahead of time and put it into artifacts/agent with its launcher; in about a minute
	@rm -rf artifacts/agent
	dotnet publish operator/MesosOperator.Agent --configuration Release --verbosity quiet -nologo --output artifacts/agent
	@rm -f artifacts/agent/*.{dbg,pdb,xml}
	@ls -l artifacts/agent

.PHONY: operator
operator: ## Compile mesos-operator ahead of time, as far as that goes, and put it into artifacts/operator; needs .NET where it runs
	@rm -rf artifacts/operator
	dotnet publish operator/MesosOperator.Host --configuration Release --runtime linux-$(patsubst x86_64,x64,$(patsubst aarch64,arm64,$(shell uname -m))) --no-self-contained \
	  -property:PublishReadyToRun=true --verbosity quiet -nologo --output artifacts/operator
	@rm -f artifacts/operator/*.{pdb,xml}
	@ls -l artifacts/operator/mesos-operator

.PHONY: run
run: CONFIGURATION ?= Release
run: ## Start an operator, a local agent and a sample framework on 127.0.0.1:5050 (ARGS=…)
	@echo Building...
	@dotnet msbuild operator/MesosOperator.Host -restore -property:Configuration=$(CONFIGURATION) -verbosity:quiet -nologo
	@exec artifacts/bin/MesosOperator.Host/$(call lower,$(CONFIGURATION))/mesos-operator standalone $(ARGS)

##@ Check

.PHONY: test
test: CONFIGURATION ?= Debug
test: kube-node $(node_modules) ## Run every test, or one project's with PROJECT=Core (ARGS=… such as --filter-class)
	dotnet test $(if $(PROJECT),--project tests/MesosOperator.$(PROJECT).Tests,--solution $(SOLUTION)) \
	  --max-parallel-test-modules 1 --configuration $(CONFIGURATION) --results-directory artifacts/test-results --no-progress \
	  --show-stdout Failed --show-stderr Failed $(ARGS)

.PHONY: test-agent-aot
test-agent-aot: CONFIGURATION ?= Debug
test-agent-aot: agent ## Run tests of the agent with the program compiled ahead of time
	MESOS_AGENT_PROGRAM=$(CURDIR)/artifacts/agent/mesos-agent dotnet test --project tests/MesosOperator.EndToEnd.Tests \
	  --configuration $(CONFIGURATION) --no-progress --filter-class '*.Agents.SeeingTests' '*.Agents.LostAgentTests' '*.Agents.DrainTests'
	MESOS_AGENT_PROGRAM=$(CURDIR)/artifacts/agent/mesos-agent dotnet test --project tests/MesosOperator.AgentRuntime.Tests \
	  --configuration $(CONFIGURATION) --no-progress --filter-class '*.Recovery.RecoveryTests' '*.Recovery.ExecutorRecoveryTests' '*.Hosting.AgentProcessTests'

.PHONY: test-crash
test-crash: CONFIGURATION ?= Debug
test-crash: ## Kill an agent fifty times in a storm of tasks and account for each (CRASH_KILLS=…, CRASH_SEED=…)
	CRASH_KILLS=$(or $(CRASH_KILLS),50) $(if $(CRASH_SEED),CRASH_SEED=$(CRASH_SEED)) \
	  dotnet test --project tests/MesosOperator.AgentRuntime.Tests --configuration $(CONFIGURATION) --filter-class '*CrashTests'

.PHONY: test-cgroup2
test-cgroup2: launcher ## Check control groups of version 2 on a kernel of their own, in a virtual machine without any right (10 s)
	@echo Compiling the checks ahead of time...
	@dotnet publish tests/MesosOperator.Cgroup2.Guest --configuration Release --verbosity quiet -nologo --output artifacts/cgroup2
	@tests/cgroup2/run.sh artifacts/launcher artifacts/cgroup2

.PHONY: kube
kube: ## Have a Kubernetes API server and kubectl; built once on a machine, in minutes
	@tests/kube/get.sh apiserver

.PHONY: kube-node
kube-node: ## Have the programs of a Kubernetes node for the tests, too; built once on a machine, in minutes
	@tests/kube/get.sh node

.PHONY: sim
sim: CONFIGURATION ?= Release
sim: ## Simulate seeded worlds: SEEDS=how many, or SEED=the one to replay, TICKS=how long (ARGS=…)
	dotnet run --project tests/MesosOperator.Simulation --configuration $(CONFIGURATION) -- \
	  $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),16)) $(if $(TICKS),--ticks $(TICKS)) $(ARGS)

.PHONY: bench
bench: CONFIGURATION ?= Release
bench: ## Measure; prints a table and writes artifacts/bench.json (ARGS=…)
	dotnet run --project tests/MesosOperator.Benchmarks --configuration $(CONFIGURATION) -- $(ARGS)

.PHONY: presubmit
presubmit: fmt-check build crds-verify rbac-verify test ## Everything a change must pass: format, build, fresh crds/ and roles, tests, 64 simulation seeds
	$(MAKE) sim SEEDS=64

##@ Change

.PHONY: fmt
fmt: ## Format the sources
	dotnet format $(SOLUTION)

.PHONY: fmt-check
fmt-check: ## Fail when `make fmt` would change something
	dotnet format $(SOLUTION) --verify-no-changes

.PHONY: scenarios-rewrite
scenarios-rewrite: ## Write what the scheduler does now into the scenario files; review the diff
	SCENARIOS_REWRITE=1 $(MAKE) test PROJECT=Core
	git --no-pager diff --stat -- tests

.PHONY: crds
crds: ## Write crds/ anew from the types of the custom resources
	dotnet run --project operator/MesosOperator.Crds.Generator -- crds crds

.PHONY: crds-verify
crds-verify: ## Fail when `make crds` would change something
	dotnet run --project operator/MesosOperator.Crds.Generator -- --verify crds crds

.PHONY: rbac
rbac: ## Write the operator's roles anew from what its parts say they ask of the API server
	dotnet run --project operator/MesosOperator.Crds.Generator -- rbac samples/install

.PHONY: rbac-verify
rbac-verify: ## Fail when `make rbac` would change something
	dotnet run --project operator/MesosOperator.Crds.Generator -- --verify rbac samples/install

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf artifacts TestResults $(dir $(node_modules))

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
