# What can be done here. The work is in scripts/.

.PHONY: help test qa build format lint soak bench machines clean
.DEFAULT_GOAL := help

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

qa: ## Build the release, carry its plan out, leave evidence in reports/qa
	@scripts/require.sh
	@scripts/qa.sh

test: ## Lint, build and run every test; the last line counts them
	@scripts/require.sh
	@scripts/test.sh

lint: ## Run the formatter's lint and the structure tests only
	@scripts/require.sh
	@scripts/test.sh --filter StructureTests

format: ## Format the Swift sources in place
	@swift format --in-place --parallel --recursive $(wildcard Sources Tests Benchmarks) Package.swift

machines: ## Print what the real machines violate and the historical ones show
	@scripts/require.sh
	@scripts/machines.sh

build: ## Build the rehearse command for release
	@scripts/build-release.sh rehearse

soak: ## Try the checks on planted faults, then repeat the tests, debug and release
	@scripts/require.sh
	@scripts/soak.sh

bench: ## Build and run every benchmark
	@scripts/require.sh
	@scripts/bench.sh

clean: ## Remove what was built
	@rm -rf .build
