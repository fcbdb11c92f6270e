SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION ?= Release
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1

.PHONY: help setup assets build check test conformance verify format crds golden demo bench soak publish programs images dist manifests clean

help: ## List every target
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

setup: ## Install what the tests and the demo need (Debian packages, Docker engines, Helm, kubectl)
	@tests/setup/all.sh

assets: ## Bundle the dashboard's script with its chart library again (needs npm)
	@tests/setup/assets.sh

build: ## Build everything, warnings as errors
	@dotnet build NodeGc.sln -c $(CONFIGURATION) -v quiet -clp:NoSummary

check: ## Build what has changed and run the quick tests (no engine, API server or Helm needed)
	@dotnet build tests/check.slnf -c $(CONFIGURATION) -v quiet -clp:NoSummary -p:RunAnalyzers=false
	@tests/setup/test.sh $(CONFIGURATION) quick

test: setup build images dist ## Install, build and run all tests; prints "N passed, N failed"
	@tests/setup/test.sh $(CONFIGURATION)

conformance: setup build ## Run the API server suites against a real kube-apiserver (built once, or from KUBEBUILDER_ASSETS)
	@tests/setup/conformance.sh $(CONFIGURATION)

verify: setup build images dist ## Run what CI runs: analyzers, format check, all tests
	@dotnet tool restore -v quiet && dotnet csharpier check .
	@tests/setup/test.sh $(CONFIGURATION)

format: ## Format all code
	@dotnet format NodeGc.sln --no-restore --severity warn
	@dotnet tool restore -v quiet && dotnet csharpier format .

crds: ## Generate what follows from crds/: the orders' policy, the chart's copies, docs/reference.md
	@NODEGC_GOLDEN=rewrite dotnet test tests/NodeGc.Api.Tests -c $(CONFIGURATION) -v quiet --filter TestCategory=Definitions

golden: build ## Rewrite the golden files; review the diff
	@NODEGC_GOLDEN=rewrite dotnet test NodeGc.sln -c $(CONFIGURATION) --no-build -v quiet --filter TestCategory=Golden

demo: setup ## Run the demo: report, clean up, restore, and check that everything still works
	@tests/demo/demo.sh

bench: setup ## Run the benchmarks, compared with du, a C program, cat, rm and kubectl
	@tests/setup/bench.sh

soak: setup build ## Run the long tests: 20 minutes of chaos, 100,000 damaged stores, fuzzing, crash injection (NODEGC_SOAK_*, see docs/testing.md)
	@tests/setup/soak.sh $(CONFIGURATION)

publish: ## Publish the operator and the agent to artifacts/amd64
	@tests/setup/publish.sh

programs: ## Publish all programs for amd64 and arm64
	@for arch in amd64 arm64; do tests/setup/publish.sh --arch $$arch agent operator kubectl || exit 1; done

images: programs ## Build the images of operator and agent for amd64 and arm64 into artifacts/images, with their lists of components
	@NODEGC_PUBLISHED=1 tests/setup/images.sh

dist: programs ## Pack the agent for hosts without Kubernetes into artifacts/dist
	@NODEGC_PUBLISHED=1 tests/setup/dist.sh

manifests: ## Render the chart with its default values into charts/manifests, for kubectl apply -k
	@tests/setup/manifests.sh

clean: ## Remove build output
	@dotnet clean NodeGc.sln -v quiet; rm -rf artifacts
