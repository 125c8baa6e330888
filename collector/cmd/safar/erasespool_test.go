package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
)

// TestASpoolLosesWhoWasErased erases a customer while the shop's SDK still keeps events of that
// customer on disk, because the collector was away. When it is there again the spool is sent and
// gone, and the collector takes nothing of the customer.
func TestASpoolLosesWhoWasErased(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	spool := t.TempDir()
	shop := func(address string) *sdk.Client {
		t.Helper()
		client, err := sdk.New(sdk.Config{Endpoint: address, Key: made.ServerKey, SpoolDir: spool, BatchEvery: 10 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		return client
	}
	until := func(client *sdk.Client, what string, is func(sdk.Stats) bool) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); !is(client.Stats()); <-time.After(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s: not within a minute: %+v", what, client.Stats())
			}
		}
	}
	const events = 5
	away := shop("http://127.0.0.1:1")
	for i := range events {
		away.Track(t.Context(), "login", sdk.Customer(canaries["id"]), sdk.ID(fmt.Sprint(canaries["id"], i)), sdk.String("text", strings.Repeat("of "+canaries["address"], 20)))
	}
	away.Track(t.Context(), "login", sdk.Customer("somebody"), sdk.ID("somebody's"))
	until(away, "everything is on disk", func(s sdk.Stats) bool { return s.Spooled == events+1 })
	if err := away.Close(t.Context()); err != nil && away.Stats().Lost() > 0 {
		t.Fatal(err, away.Stats())
	}
	if found := findCanaries(t, spool); len(found) == 0 {
		t.Fatal("nothing is found in the spool: the search finds nothing")
	}

	address, _ := serving(t, dir)
	known := `{"events":[{"id":"k1","name":"login","customer_id":"` + canaries["id"] + `"}]}`
	if status, answer := post(t, address, made.ServerKey, known); status != http.StatusOK || !strings.HasPrefix(answer, `{"accepted":1,`) {
		t.Fatalf("%d %s", status, answer)
	}
	must(t, "erase", "--data", dir, "--customer", canaries["id"])
	back := shop(address)
	until(back, "the spool is sent", func(s sdk.Stats) bool { return s.Sent == events+1 && s.Spooled == 0 })
	if err := back.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := findCanaries(t, dir, spool); len(found) > 0 {
		t.Errorf("found afterwards: %v", found)
	}
	if events := must(t, "export", "events", "--data", dir, "--format", "jsonl"); strings.Count(events, "\n") != 1 || !strings.Contains(events, "somebody") {
		t.Errorf("kept are\n%s", events)
	}
}
