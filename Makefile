# Everything runs with Go and a C compiler (SQLite is C); nothing else is needed.
GO           ?= go
GOLANGCI     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.12.2
GREMLINS     := github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0
TESTCOUNT    := $(GO) run ./collector/internal/tools/testcount
export CGO_ENABLED = 1

# Tests run with -count=1: some build the program or list its packages, and what a child
# process reads is unknown to the cache of test results.

.DEFAULT_GOAL := help
.PHONY: help run build test test-race soak mutants lint fmt generate verify check clean cc

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: cc ## Build the program into bin/
	$(GO) build -trimpath -o bin/safar ./collector/cmd/safar

run: build ## Build, send a small real data set through the public endpoint, show the report, serve on
	bin/safar demo

test: cc ## Check formatting, vet and run all tests; ends with the counts
	@bad=$$(gofmt -l collector sdk); if [ -n "$$bad" ]; then echo "not formatted (run make fmt):"; echo "$$bad"; exit 1; fi
	@$(GO) vet ./...
	@$(TESTCOUNT) -count=1 -timeout 5m ./...

test-race: cc ## Run all tests under the race detector
	@$(TESTCOUNT) -race -count=1 -timeout 15m ./...

soak: cc ## Run the long proofs: more histories, kills and power cuts, then mutants
	@SAFAR_SOAK=1 SAFAR_HISTORIES=5000 $(TESTCOUNT) -count=1 -timeout 60m ./...
	@$(MAKE) --no-print-directory mutants

mutants: cc ## Change the fold and the catalogue operator by operator: the tests must notice
	$(GO) run ./collector/internal/tools/mutants $(GREMLINS)

lint: ## Run the linters of .golangci.yml (the first run compiles them)
	$(GO) run $(GOLANGCI) run ./...

fmt: ## Format all Go code
	gofmt -w collector sdk

generate: ## Write the generated files anew
	$(GO) generate ./...

verify: ## Fail if go.mod is untidy, code unformatted or a generated file stale
	$(GO) mod tidy -diff
	@bad=$$(gofmt -l collector sdk); if [ -n "$$bad" ]; then echo "not formatted (run make fmt):"; echo "$$bad"; exit 1; fi
	@before=$$(git diff | cksum); $(GO) generate ./... && after=$$(git diff | cksum); \
	if [ "$$before" != "$$after" ]; then echo "generated files were stale; they are fresh now, commit them:"; git diff --stat; exit 1; fi

check: verify lint test ## All that a change must pass

clean: ## Remove what was built
	rm -rf bin

cc:
	@command -v "$$($(GO) env CC)" >/dev/null || { echo "SQLite needs a C compiler: install gcc or clang, or set CC"; exit 1; }
