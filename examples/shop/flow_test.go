package shop

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A flow is a short script and, indented below each step, what comes of it: the answer, what
// the page pushes to the data layer, and the events of the server. -update writes what is
// indented.
//
//	SHOP account|notify         (first line) accounts are required; the bank calls at once
//	AS name                     another shopper, by a name, goes on
//	AGREE id                    allows statistics; the tag gives the browser this id
//	OPT OUT                     the browser sends Sec-GPC from here on
//	GET path, POST path form    ${name} is what the page showed under that id when last seen,
//	                            and ${sale} the latest order that the till's page showed
//	CODE                        enters the one-time code that the page shows
//	BANK decision               decides on the bank's page
//	BANK DOWN                   the bank ends
//	CALLED                      waits for the bank's server to call the shop's
func TestFlows(t *testing.T) {
	files, err := filepath.Glob("testdata/flows/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no flows:", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			taker, at := newCollector(t)
			f := newFlow(t, string(want), at, taker)
			got := f.run()
			if err := f.town.shop.Close(); err != nil {
				t.Error(err)
			}
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(want) {
				t.Errorf("%s differs; run with -update and look at the changes. Now:\n%s", file, got)
			}
		})
	}
}

// A shop whose collector hangs, is gone or was never there gives the same answers, and as
// fast. That the events do arrive where there is a collector is what TestFlows shows.
func TestCollectorAway(t *testing.T) {
	script, err := os.ReadFile("testdata/flows/guest.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]string{"hangs": hanging(t), "refuses": refusing(t), "none": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFlow(t, string(script), at, nil)
			began := time.Now()
			got := f.run()
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("shopping took %v", took)
			}
			if got, want := unnamed.ReplaceAllString(got, "#"), unnamed.ReplaceAllString(withoutEvents(string(script)), "#"); got != want {
				t.Errorf("the answers differ:\n%s\nwant\n%s", got, want)
			}
			began = time.Now()
			err := f.town.shop.Close()
			if took := time.Since(began); took > 8*time.Second {
				t.Errorf("closing took %v", took)
			}
			var lost *sdk.LossError
			if errors.As(err, &lost) != (at != "") {
				t.Errorf("Close says %v", err)
			}
		})
	}
}

// unnamed are the names that flows give to ids: events take a part in the counting.
var unnamed = regexp.MustCompile(`\b[BCPRS][0-9]+\b`)

// withoutEvents is a flow as it is when nobody takes events.
func withoutEvents(flow string) string {
	var kept []string
	for line := range strings.Lines(flow) {
		if !strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "  -> ") || strings.HasPrefix(line, "  push ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// flow is a script at work.
type flow struct {
	t        *testing.T
	town     *town
	taker    *collector // nil when nobody takes events
	lines    []string
	shoppers map[string]*shopper
	seen     map[string]string // id of an element -> what it said last
	sales    []string          // orders that the till's page has shown
	names    map[string]string // a random id -> what the flow calls it
}

func newFlow(t *testing.T, script, collectorURL string, taker *collector) *flow {
	t.Helper()
	c := Config{CollectorURL: collectorURL, Stall: time.Millisecond}
	var lines []string
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "  "):
			continue
		case line == "SHOP account":
			c.RequireAccount = true
		case line == "SHOP notify":
			c.NotifyAfter = time.Millisecond
		}
		lines = append(lines, line)
	}
	w := newTown(t, c)
	return &flow{
		t: t, town: w, taker: taker, lines: lines,
		shoppers: map[string]*shopper{"": w.shopper}, seen: map[string]string{}, names: map[string]string{},
	}
}

func (f *flow) run() string {
	var out strings.Builder
	for _, line := range f.lines {
		out.WriteString(line + "\n")
		before := f.town.requests
		f.step(line)
		if f.town.requests > before {
			f.answer(&out)
		}
		if f.taker == nil {
			continue
		}
		f.town.flush()
		for _, e := range f.taker.take() {
			out.WriteString("  " + f.told(&e) + "\n")
		}
	}
	return out.String()
}

func (f *flow) step(line string) {
	f.t.Helper()
	w := f.town
	verb, rest, _ := strings.Cut(os.Expand(line, func(id string) string { return f.seen[id] }), " ")
	first, second, _ := strings.Cut(rest, " ")
	switch verb {
	case "#", "", "SHOP":
	case "AS":
		if f.shoppers[rest] == nil {
			f.shoppers[rest] = w.newShopper()
		}
		w.shopper = f.shoppers[rest]
	case "AGREE":
		w.shopper.agree(rest)
	case "OPT":
		w.shopper.header.Set("Sec-GPC", "1")
	case "GET":
		w.shopper.get(rest)
	case "POST":
		w.shopper.post(first, second)
	case "CODE":
		w.shopper.post("/en/login/code", url.Values{
			"contact": {w.shopper.field("contact")}, "next": {w.shopper.field("next")}, "code": {w.shopper.page.text("message-code")},
		}.Encode())
	case "BANK":
		if rest == "DOWN" {
			w.bank.Close()
			return
		}
		w.shopper.post(w.shopper.page.url.String(), "decision="+rest)
	case "CALLED":
		select {
		case status := <-w.notified:
			if status != http.StatusNoContent {
				f.t.Errorf("the shop answered the bank with %d", status)
			}
		case <-time.After(10 * time.Second):
			f.t.Error("the bank did not call")
		}
	default:
		f.t.Fatalf("no step: %s", line)
	}
}

// field is the value of a field of the page, by its name.
func (s *shopper) field(name string) string {
	for _, n := range s.page.all("input") {
		if attribute(n, "name") == name {
			return attribute(n, "value")
		}
	}
	return ""
}

// answer writes what the shopper sees.
func (f *flow) answer(out *strings.Builder) {
	page := f.town.shopper.page
	for _, id := range []string{"customer-id", "order-id", "referral-link"} {
		if text := page.text(id); text != "" {
			f.seen[id] = text
		}
	}
	for _, row := range page.all("tr") {
		if id := attribute(row, "data-order"); id != "" && !slices.Contains(f.sales, id) {
			f.sales = append(f.sales, id)
			f.seen["sale"] = id
		}
	}
	where := page.url.RequestURI()
	if page.url.Host != strings.TrimPrefix(f.town.url, "http://") {
		where = "the bank"
	}
	fmt.Fprintf(out, "  -> %d %s", page.status, f.named(where))
	for n := range page.root.Descendants() {
		if id := attribute(n, "id"); slices.Contains(landmarks, id) {
			fmt.Fprintf(out, ", %s", id)
			if id == "notice" {
				fmt.Fprintf(out, " %s", attribute(n, "data-notice"))
			}
		}
	}
	out.WriteString("\n")
	for _, n := range page.all("script") {
		if attribute(n, "class") == "push" {
			fmt.Fprintf(out, "  push %s\n", f.named(content(n)))
		}
	}
}

// landmarks are the elements that tell one page from another.
var landmarks = []string{
	"notice", "sold-out", "empty", "no-results", "no-delivery", "quote", "pending", "thanks", "error", "done",
	"sent", "support-sent",
}

// told is an event in one line: who, where, what.
func (f *flow) told(e *event.Event) string {
	words := []string{e.Name, string(e.Consent)}
	for label, text := range map[string]string{"visitor": e.VisitorID, "customer": e.CustomerID, "cart": e.CartID} {
		if text != "" {
			words = append(words, label+"="+text)
		}
	}
	slices.Sort(words[2:])
	if e.Client != nil {
		words = append(words, "browser")
	}
	if e.Surface != "" {
		words = append(words, string(e.Surface))
	}
	if u, err := url.Parse(e.Page.URL); err == nil && e.Page.URL != "" {
		words = append(words, "on "+u.RequestURI())
	}
	for _, key := range slices.Sorted(maps.Keys(e.Params)) {
		switch key {
		case "currency":
		case "items":
			if items := e.Params.Items(); items != nil {
				var all []string
				for _, i := range items {
					all = append(all, fmt.Sprintf("%sx%s", i.Quantity, i.ID))
				}
				words = append(words, "items="+strings.Join(all, "+"))
				continue
			}
			fallthrough
		default:
			text, err := json.Marshal(e.Params[key])
			if err != nil {
				f.t.Error(err)
			}
			words = append(words, key+"="+strings.Trim(string(text), `"`))
		}
	}
	return f.named(strings.Join(words, " "))
}

var random = regexp.MustCompile(`\b[BCRS]-[A-Z2-7]{10}\b|\b[A-Z2-7]{26}\b`)

// named replaces random ids by what they are called in the order of their appearance.
func (f *flow) named(text string) string {
	return random.ReplaceAllStringFunc(text, func(id string) string {
		if f.names[id] == "" {
			kind, n := id[:1], 1
			if !strings.Contains(id, "-") {
				kind = "P" // the bank's name for a payment
			}
			for _, name := range f.names {
				if strings.HasPrefix(name, kind) {
					n++
				}
			}
			f.names[id] = fmt.Sprint(kind, n)
		}
		return f.names[id]
	})
}
