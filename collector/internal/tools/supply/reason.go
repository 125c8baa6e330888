package main

import (
	"errors"
	"fmt"
	"slices"
)

// The most modules of others that there may be: each is code that somebody else can change.
const (
	mostAsked   = 20 // that go.mod asks for itself and that are in the program
	mostInside  = 35 // in the program, with what those ask for
	mostInTests = 15 // more that tests and builds use
)

// reasons say what each module that go.mod asks for, and each tool, is there for. A module without one is one
// too many.
func reasons() map[string]string {
	return map[string]string{
		"github.com/alecthomas/kong":              "the program's flags and their help",
		"github.com/andybalholm/brotli":           "tests weigh the tag as browsers load it",
		"github.com/cespare/xxhash/v2":            "names of cached sums; fast, and not for secrets",
		"github.com/chromedp/cdproto":             "tests look at pages in Chromium",
		"github.com/chromedp/chromedp":            "tests look at pages in Chromium",
		"github.com/evanw/esbuild":                "bundles the tag and the pages, so that nobody needs Node",
		"github.com/google/uuid":                  "ids that sort by time (UUIDv7)",
		"github.com/hashicorp/golang-lru/v2":      "caches with a bound that a flood cannot push out",
		"github.com/klauspost/compress":           "zstd, and gzip at half the cost of the standard library's",
		"github.com/labstack/echo/v4":             "routes of the collector, and the adapter for shops that use it",
		"github.com/mattn/go-sqlite3":             "the database",
		"github.com/maxmind/mmdbwriter":           "tests write country files",
		"github.com/oklog/run":                    "starts and stops what runs side by side",
		"github.com/oschwald/maxminddb-golang/v2": "countries, from a file that the operator brings",
		"github.com/prometheus/client_golang":     "figures for whoever keeps it running",
		"github.com/prometheus/common":            "the text format of those figures",
		"github.com/ua-parser/uap-go":             "names of browsers and systems",
		"go.uber.org/goleak":                      "tests find goroutines that were left behind",
		"golang.org/x/crypto":                     "argon2id for passwords",
		"golang.org/x/net":                        "international host names, public suffixes, HTML for the doctor",
		"golang.org/x/text":                       "Unicode forms, languages, widths of characters",
		"golang.org/x/time":                       "rate limits",
		"gonum.org/v1/gonum":                      "intervals of confidence",
		"pgregory.net/rapid":                      "tests draw random histories and shrink them",
		"rsc.io/qr":                               "the picture that a phone reads a second factor's secret from",
	}
}

// checkReasons compares the modules that go.mod asks for with their reasons and bounds.
func checkReasons(all []used) error {
	var faults []error
	asked, inside, outside := 0, 0, 0
	for _, m := range all {
		if m.where == inProgram {
			inside++
			if !m.Indirect {
				asked++
			}
		} else {
			outside++
		}
		if _, said := reasons()[m.Path]; !m.Indirect && !said {
			faults = append(faults, fmt.Errorf("go.mod asks for %s, and reason.go does not say what for", m.Path))
		}
	}
	for path := range reasons() {
		there := func(m used) bool { return m.Path == path && (!m.Indirect || m.where == inBuild) }
		if !slices.ContainsFunc(all, there) {
			faults = append(faults, fmt.Errorf("reason.go has a reason for %s, which go.mod does not ask for", path))
		}
	}
	for _, bound := range []struct {
		what        string
		there, most int
	}{{"asked for and in the program", asked, mostAsked}, {"in the program", inside, mostInside}, {"in tests and builds alone", outside, mostInTests}} {
		if bound.there > bound.most {
			faults = append(faults, fmt.Errorf("%d modules of others are %s, at most %d may be", bound.there, bound.what, bound.most))
		}
	}
	return errors.Join(faults...)
}
