package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/demo"
	"github.com/safar-cx/safar/sdk/event"
)

func TestSimulateSendsTheSameHistory(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	args := []string{"simulate", "--url", address, "--server-key", made.ServerKey, "--days", "3", "--shoppers-per-day", "30",
		"--rate", "0", "--until", time.Now().UTC().Format(time.RFC3339)}
	accepted, duplicates := history(t, must(t, args...))
	if len(accepted) < 3 || duplicates != "0" {
		t.Errorf("%s accepted, %s there already", accepted, duplicates)
	}
	if again, duplicates := history(t, must(t, args...)); again != "0" || duplicates != accepted {
		t.Errorf("the second time %s accepted, %s there already, of %s", again, duplicates, accepted)
	}
	if others, duplicates := history(t, must(t, append(args, "--seed", "2")...)); others == "0" || duplicates != "0" {
		t.Errorf("others: %s accepted, %s there already", others, duplicates)
	}
}

func TestSimulateLive(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	out := must(t, "simulate", "--url", address, "--server-key", made.ServerKey, "--browser-key", made.BrowserKey,
		"--rate", "6000", "--for", "1500ms")
	if !strings.Contains(out, "6000 shoppers a minute come to "+address) || !strings.Contains(out, " 0 there already, 0 rejected") || strings.Contains(out, "live: 0 ") {
		t.Errorf("it says %s", out)
	}
}

// A collector that rejects events has been sent something wrong: that is a failure, with
// what the collector says.
func TestSimulateTellsOfRejections(t *testing.T) {
	t.Parallel()
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"accepted":0,"duplicates":0,"discarded":0,"rejected":[{"index":0,"code":"invalid_name","field":"name","message":"it is strange"}]}`)
	}))
	defer collector.Close()
	for _, more := range [][]string{{"--days", "1", "--rate", "0"}, {"--rate", "6000", "--for", "1100ms"}} {
		args := append([]string{"simulate", "--url", collector.URL, "--server-key", "sk_x", "--browser-key", "pk_x", "--shoppers-per-day", "5"}, more...)
		if code, _, errs := safar(t, args...); code != exitFailed || !strings.Contains(errs, "rejected") || !strings.Contains(errs, "invalid_name name: it is strange") {
			t.Errorf("%v: exit %d, %s", more, code, errs)
		}
	}
}

func TestSimulateRefusals(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	address, _ := serving(t, dir)
	keys := []string{"--server-key", "sk_x", "--browser-key", "pk_x"}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitUsage, "--url"},
		{[]string{"--url", address, "--server-key", "sk_x"}, exitUsage, "live shoppers need a --browser-key"},
		{append(keys, "--url", address, "--rate", "0"), exitUsage, "nothing to do"},
		{append(keys, "--url", address, "--rate=-1"), exitUsage, "must not be negative"},
		{append(keys, "--url", address, "--days=-1"), exitUsage, "must not be negative"},
		{append(keys, "--url", address, "--timezone", "Teheran"), exitUsage, "Teheran"},
		{append(keys, "--url", address, "--shop", "shop.example"), exitUsage, "is no origin"},
		{append(keys, "--url", "localhost"), exitUsage, "is no address"},
		{append(keys, "--url", address, "--days", "1"), exitFailed, "401 unauthorized"},
		{append(keys, "--url", "http://127.0.0.1:1", "--for", "1ns"), exitDone, ""},
	} {
		code, _, errs := safar(t, append([]string{"simulate"}, test.args...)...)
		if code != test.code || !strings.Contains(errs, test.want) {
			t.Errorf("%v: exit %d, %s; want %d, %s", test.args, code, errs, test.code, test.want)
		}
	}
}

// door is a collector that looks at what comes, and by which key.
type door struct {
	t          *testing.T
	kinds      map[event.KeyKind]int
	latest     time.Duration // from an event to its arrival
	unanswered int           // requests to turn away
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.unanswered > 0 {
		d.unanswered--
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, `{"error":{"code":"unavailable","message":"full"}}`)
		return
	}
	kind := event.ServerKey
	if r.Header.Get("X-Safar-Key") != "" {
		kind = event.BrowserKey
		for _, name := range []string{"User-Agent", "Origin", "X-Forwarded-For"} {
			if r.Header.Get(name) == "" {
				d.t.Errorf("a browser without %s", name)
			}
		}
		if r.Header.Get("Authorization") != "" {
			d.t.Error("a browser knows the secret")
		}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Error(err)
	}
	batch, err := event.DecodeBatch(body)
	if err != nil {
		d.t.Error(err)
	}
	for _, raw := range batch.Events {
		e, why := event.Decode(raw)
		if why == nil {
			why = e.Validate(kind)
		}
		if why != nil {
			d.t.Errorf("%s: %v", raw, why)
		}
		if e.Time.After(time.Now()) {
			d.t.Errorf("%s has not happened yet", raw)
		}
		d.latest = max(d.latest, time.Since(e.Time))
		d.kinds[kind]++
	}
	fmt.Fprintf(w, `{"accepted":%d,"duplicates":0,"discarded":0,"rejected":[]}`, len(batch.Events))
}

// Half an hour of shoppers: everything is told when it happens, by the one who saw it, and
// a collector that has no room gets it later.
func TestLive(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, err := demo.New(demo.Config{Seed: 1, Zone: time.UTC, First: time.Now(), PerDay: 100, Shop: "https://shop.example"})
		if err != nil {
			t.Fatal(err)
		}
		d := &door{t: t, kinds: map[event.KeyKind]int{}}
		c := &crowd{world: world, server: client.InProcess(d, "sk_x"), browserKey: "pk_x", shop: "https://shop.example"}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Minute)
		defer cancel()
		o, err := c.live(ctx, 20)
		if err != nil {
			t.Fatal(err)
		}
		if d.kinds[event.BrowserKey] < 1000 || d.kinds[event.ServerKey] < 50 || o.accepted != d.kinds[event.BrowserKey]+d.kinds[event.ServerKey] || o.rejected != 0 {
			t.Errorf("%v events came, %+v", d.kinds, o)
		}
		if d.latest > 2*gatherFor {
			t.Errorf("an event came %s late", d.latest)
		}

		d.unanswered = 2
		ctx, cancel = context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		if o, err = c.live(ctx, 20); err != nil || o.accepted < 300 {
			t.Errorf("%+v, %v", o, err)
		}
		if d.latest < 14*time.Second {
			t.Error("nobody waited as Retry-After told")
		}
	})
}
