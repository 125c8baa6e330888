package tagtest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// chromium serves all tests, each in a tab with cookies and storage of its own; nil where
// there is none.
var chromium *browser.Browser

func TestMain(m *testing.M) {
	// The tests wait for the tag's clocks far more than they compute.
	flag.Parse()
	if err := flag.Set("test.parallel", "4"); err != nil {
		panic(err)
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if path := browser.Path(); path != "" {
		b, stop, err := browser.Launch(context.Background(), path, browser.Desktop)
		if err != nil {
			fmt.Fprintf(os.Stderr, "start %s: %v\n", path, err)
			return 1
		}
		defer stop()
		chromium = b
	}
	return m.Run()
}

// newPage opens a tab, of a browser of its own where that is to keep pages for the way back.
func newPage(t testing.TB, keeps bool) *browser.Page {
	t.Helper()
	if keeps {
		return browser.StartWhole(t).Shopper(t)
	}
	b := chromium
	if b == nil {
		b = browser.Start(t) // says why not
	}
	return b.Shopper(t)
}
