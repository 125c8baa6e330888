# Everything runs with Go and a C compiler (SQLite is C); nothing else is needed.
GO           ?= go
GOLANGCI     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.12.2
GITLEAKS     := github.com/zricethezav/gitleaks/v8@v8.24.3
GOVULNCHECK  := golang.org/x/vuln/cmd/govulncheck@v1.1.4
GREMLINS     := github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0
TYPESCRIPT   := 7.0.2
TESTCOUNT    := $(GO) run ./collector/internal/tools/testcount
BENCHED      := ./examples/shop ./sdk/event ./collector/internal/store/sqlite
GODIRS       := collector examples js sdk
SUPPLY       := $(GO) run ./collector/internal/tools/supply
# What needs a framework that the shop may not have is a module of its own.
MODULES      := sdk/sdkgin sdk/internal/frameworks
FUZZTIME     ?= 20s
# The peers that the SDK is measured beside come from the module proxy alone.
BENCHMODULE  := sdk/bench
BENCHTHERE    = $(GO) mod download -C $(BENCHMODULE) >/dev/null 2>&1
NOBENCH       = echo "the module proxy cannot be reached: $(BENCHMODULE) was left out"
LONGEST      := dashboard durability store/sqlite tagtest e2e siege hostile
TESTS        := $(TESTCOUNT) $(MODULES:%=-also %) $(LONGEST:%=-first ./collector/internal/%)
export CGO_ENABLED = 1

# Tests run with -count=1: some build the program or list its packages, and what a child
# process reads is unknown to the cache of test results. Three packages run at a time, since
# those with browsers and disks wait more than they compute. What debuggers read is left out
# of their programs, which halves the time to link them, and vet has looked at all of it before.

.DEFAULT_GOAL := help
.PHONY: help run build test test-race soak fuzz bench mutants screenshots typecheck lint secrets fmt generate verify vuln sbom release check clean cc chromium strace

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: cc ## Build the program into bin/
	$(GO) build -trimpath -o bin/safar ./collector/cmd/safar

run: build ## Build, open a shop with 90 days of made-up shoppers, and show its journey map
	bin/safar demo

test: cc chromium strace ## Check formatting, vet and run all tests; ends with the counts
	@bad=$$(gofmt -l $(GODIRS)); if [ -n "$$bad" ]; then echo "not formatted (run make fmt):"; echo "$$bad"; exit 1; fi
	@$(GO) vet ./...
	@for m in $(MODULES); do $(GO) vet -C $$m ./... || exit 1; done
	@GOFLAGS="$$($(GO) env GOFLAGS) -ldflags=-w" $(TESTS) -count=1 -p 3 -vet=off -timeout 30m ./...

test-race: cc chromium strace ## Run all tests under the race detector
	@$(TESTS) -race -count=1 -timeout 15m ./...

soak: cc chromium strace ## Run the long proofs: more histories, kills and power cuts, fuzz targets for hours, then mutants
	@SAFAR_SOAK=1 $(TESTS) -count=1 -timeout 60m ./...
	@$(MAKE) --no-print-directory fuzz FUZZTIME=5m
	@$(MAKE) --no-print-directory mutants

fuzz: cc ## Run every fuzz target for FUZZTIME (20s), those whose name matches ONLY
	$(GO) run ./collector/internal/tools/fuzz -time $(FUZZTIME) $(if $(ONLY),-only '$(ONLY)') $(if $(KEEP),-keep $(KEEP)) . $(MODULES)

bench: cc chromium ## Print what the SDK costs a shop and the tag a page, and the collector beside a floor, as ratios within one run
	$(GO) run ./collector/internal/tools/bench -benchmem=false -C sdk/bench .
	$(GO) run ./collector/internal/tools/bench $(BENCHED)
	$(GO) run ./collector/internal/tools/bench engine $(ENGINE)
	$(GO) run ./collector/internal/tools/bench -rounds 3 -benchtime 10x -benchmem=false ./collector/internal/tagtest

mutants: cc ## Change the fold and the catalogue operator by operator: the tests must notice
	$(GO) run ./collector/internal/tools/mutants $(if $(SINCE),-since $(SINCE)) $(GREMLINS)

screenshots: chromium ## Photograph every page in every language, light and dark, desk and phone
	@mkdir -p bin/screenshots
	SAFAR_SCREENS=$(CURDIR)/bin/screenshots $(GO) test -count=1 ./collector/internal/dashboard ./collector/internal/e2e
	@echo "look at bin/screenshots/sheet-en.png, sheet-fa.png and sheet-ar.png"

typecheck: ## Check the types of the tag and the pages (needs Node)
	@for p in js collector/internal/dashboard; do npx --yes -p typescript@$(TYPESCRIPT) tsc --noEmit -p $$p || exit 1; done

lint: secrets ## Run the linters of .golangci.yml (the first run compiles them), and look for secrets
	$(GO) run $(GOLANGCI) run ./...
	@for m in $(MODULES); do (cd $$m && $(GO) run $(GOLANGCI) run ./...) || exit 1; done
	@if $(BENCHTHERE); then cd $(BENCHMODULE) && $(GO) run $(GOLANGCI) run ./...; else $(NOBENCH); fi

secrets: ## Look for secrets in the files and the history, as .gitleaks.toml says
	$(GO) run $(GITLEAKS) dir --no-banner --redact .
	@[ ! -d .git ] || $(GO) run $(GITLEAKS) git --no-banner --redact .

fmt: ## Format all Go code
	gofmt -w $(GODIRS)

generate: ## Write the generated files anew
	$(GO) generate ./...

verify: ## Fail if go.mod is untidy, code unformatted or a generated file stale
	$(GO) mod tidy -diff
	@for m in $(MODULES); do $(GO) mod tidy -C $$m -diff || exit 1; done
	@if $(BENCHTHERE); then $(GO) mod tidy -C $(BENCHMODULE) -diff && $(GO) mod verify -C $(BENCHMODULE); else $(NOBENCH); fi
	$(GO) mod verify
	@bad=$$(gofmt -l $(GODIRS)); if [ -n "$$bad" ]; then echo "not formatted (run make fmt):"; echo "$$bad"; exit 1; fi
	@before=$$(git diff | cksum); $(GO) generate ./... && after=$$(git diff | cksum); \
	if [ "$$before" != "$$after" ]; then echo "generated files were stale; they are fresh now, commit them:"; git diff --stat; exit 1; fi

vuln: ## Look the modules up in the list of known faults; 3 from the tool means that nobody could be asked
	@$(SUPPLY) vuln $(GOVULNCHECK)

sbom: build ## Write the program's bill of materials (CycloneDX 1.6) into bin/
	$(SUPPLY) sbom bin/safar > bin/safar.cdx.json

release: cc ## Make bin/release: the program, the tag with its hashes, bill of materials, licences, SHA256SUMS
	@rm -rf bin/release && mkdir -p bin/release
	$(GO) build -trimpath -o bin/release/safar ./collector/cmd/safar
	$(SUPPLY) release bin/release

check: verify lint test ## All that a change must pass

clean: ## Remove what was built
	rm -rf bin

cc:
	@command -v "$$($(GO) env CC)" >/dev/null || { echo "SQLite needs a C compiler: install gcc or clang, or set CC"; exit 1; }

# Tests look at pages in Chromium. Where we may, it is installed; elsewhere they are skipped,
# and say so. The shell, where there is one, halves their time.
CHROMIUM := $(or $(SAFAR_CHROMIUM),chromium chromium-browser google-chrome google-chrome-stable)
chromium:
	@if [ -z "$(SAFAR_CHROMIUM)" ] && [ "$$(id -u)" = 0 ] && ! command -v chromium-headless-shell >/dev/null && command -v apt-get >/dev/null; then \
		{ apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium-headless-shell; } >/dev/null 2>&1 || true; \
	fi
	@for c in $(CHROMIUM); do command -v "$$c" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing Chromium for the browser tests"; \
		{ apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0; \
	fi; \
	echo "no Chromium here: the browser tests will be skipped (install chromium, or name one in SAFAR_CHROMIUM)"

# Tests make syncs of the disk fail by strace, which only Linux has.
strace:
	@[ "$$(uname)" = Linux ] || exit 0; command -v strace >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing strace for the tests of failing disks"; \
		{ apt-get -qq update && apt-get -qq install -y --no-install-recommends strace; } >/dev/null 2>&1 && exit 0; \
	fi; \
	echo "no strace here: the test of failing syncs will be skipped"
