SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION ?= Release
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1

.PHONY: help setup build check test conformance verify format golden demo bench soak publish clean

help: ## List every target
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

setup: ## Install what the tests and the demo need (Debian packages, newer Docker engines, Helms, kubectls)
	@tests/setup/all.sh

build: ## Build everything, warnings as errors
	@dotnet build NodeGc.sln -c $(CONFIGURATION) -v quiet -clp:NoSummary

check: ## The inner loop: build what changed, run all tests that are quick and need no real part
	@dotnet build tests/check.slnf -c $(CONFIGURATION) -v quiet -clp:NoSummary -p:RunAnalyzers=false
	@tests/setup/test.sh $(CONFIGURATION) quick

test: setup build ## Set up, build and run all tests; closes with "N passed, N failed"
	@tests/setup/test.sh $(CONFIGURATION)

conformance: setup build ## The API server's suites against a real one, built once; or that in KUBEBUILDER_ASSETS
	@tests/setup/conformance.sh $(CONFIGURATION)

verify: setup build ## What CI runs: the build with all analyzers, format, all tests with their golden files
	@dotnet tool restore -v quiet && dotnet csharpier check .
	@tests/setup/test.sh $(CONFIGURATION)

format: ## Bring all code into the house format
	@dotnet format NodeGc.sln --no-restore --severity warn
	@dotnet tool restore -v quiet && dotnet csharpier format .

golden: build ## Write the golden files anew; review the diff
	@NODEGC_GOLDEN=rewrite dotnet test NodeGc.sln -c $(CONFIGURATION) --no-build -v quiet --filter TestCategory=Golden

demo: setup ## The main job on real input: report, enforce, restore, and proof that everything still runs
	@tests/demo/demo.sh

bench: setup ## Scan, read, plan, delete and spare others' fsync, side by side with du, a C walker, cat and rm
	@tests/setup/bench.sh

soak: setup build ## 20 minutes of chaos on three real engines, 100,000 damaged stores, noise for the readers, kills at all calls; NODEGC_SOAK_MINUTES, _ENGINE, _CASES, _INPUTS, _KILLS, _ENTRIES, _SEED
	@tests/setup/soak.sh $(CONFIGURATION)

publish: ## Publish the operator and the agent into artifacts/
	@tests/setup/publish.sh

clean: ## Remove what was built
	@dotnet clean NodeGc.sln -v quiet; rm -rf artifacts
