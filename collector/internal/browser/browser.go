// Package browser gives tests a real Chromium: what a shopper or a merchant sees is tested
// there and not in an imitation.
//
// The program is the one that SAFAR_CHROMIUM names, else chromium or Google Chrome on the
// PATH; make test installs it where it may. A test that needs it is skipped without it, or
// fails where SAFAR_REQUIRE lists "browser" or "all", so that a machine which has to check
// everything can't quietly check less.
package browser

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What Chromium's program is called, the most likely first. The shells have no windows to draw
// and take half the time; they keep no pages for the way back.
var (
	shells = []string{"chromium-headless-shell", "headless-shell"}
	wholes = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
)

// What shoppers' browsers call themselves. Without a screen Chromium says so, and would be
// taken for the robot that it is.
const (
	Desktop = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
	Mobile  = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36"
)

// Path is where Chromium is, "" where there is none.
func Path() string { return first(slices.Concat(shells, wholes)) }

func first(names []string) string {
	if path := os.Getenv("SAFAR_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Browser is a Chromium that runs.
type Browser struct {
	ctx context.Context
}

// Start starts a desktop's Chromium with an empty profile that ends with the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	return StartAs(t, Desktop)
}

// StartWhole is Start of a Chromium that is no shell.
func StartWhole(t testing.TB) *Browser {
	t.Helper()
	return start(t, first(wholes), Desktop)
}

// StartAs starts a Chromium that calls itself agent. It is the whole browser's name: what
// outlives a page is not sent under the name of a tab.
func StartAs(t testing.TB, agent string) *Browser {
	t.Helper()
	return start(t, Path(), agent)
}

func start(t testing.TB, path, agent string) *Browser {
	t.Helper()
	if path == "" {
		const missing = "no Chromium: install it (apt-get install chromium), or name it in SAFAR_CHROMIUM"
		if required(os.Getenv("SAFAR_REQUIRE")) {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	b, stop, err := Launch(context.Background(), path, agent)
	if err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	t.Cleanup(stop)
	return b
}

// Launch starts the Chromium at path with an empty profile; it calls itself agent. Call stop
// in the end.
func Launch(ctx context.Context, path, agent string) (b *Browser, stop func(), err error) {
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // containers, and root, have none
		chromedp.DisableGPU,
		chromedp.UserAgent(agent),
		chromedp.Flag("disable-quic", true),
		// Nobody outside is asked for anything, whatever a page wants.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1"),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.WSURLReadTimeout(time.Minute), // a busy machine starts it slowly
	)
	allocator, stopProgram := chromedp.NewExecAllocator(ctx, options...)
	tab, closeTab := chromedp.NewContext(allocator)
	stop = func() { closeTab(); stopProgram() }
	if err := chromedp.Do(tab); err != nil {
		stop()
		return nil, nil, err
	}
	return &Browser{tab}, stop, nil
}

// required tells whether a browser may not be missing, by the words of SAFAR_REQUIRE.
func required(words string) bool {
	return slices.ContainsFunc(strings.Split(words, ","), func(word string) bool {
		word = strings.TrimSpace(word)
		return word == "browser" || word == "all"
	})
}
