package ingest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// serverOnly is what the contract keeps from a browser key.
func serverOnly(name string) bool {
	return slices.Contains([]string{event.NameRefund, event.NameOrderCancelled, "mention", "referral_converted"}, name) || strings.HasPrefix(name, "message_")
}

// goldenEvents is a valid event of each name of the vocabulary.
func goldenEvents(t *testing.T) map[string]map[string]any {
	t.Helper()
	files, err := filepath.Glob("../../../sdk/event/testdata/valid/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	all := map[string]map[string]any{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var golden struct {
			Cases []struct{ Event map[string]any }
		}
		if err := json.Unmarshal(text, &golden); err != nil {
			t.Fatal(err)
		}
		for _, c := range golden.Cases {
			name, _ := c.Event["name"].(string)
			delete(c.Event, "client")
			if params, ok := c.Event["params"].(map[string]any); ok {
				delete(params, "count")
			}
			all[name] = c.Event
		}
	}
	return all
}

// TestKeyKinds holds every name of the vocabulary, by both kinds of key and with each of the
// fields that only a server may send, against the contract.
func TestKeyKinds(t *testing.T) {
	golden := goldenEvents(t)
	additions := map[string]func(e map[string]any){
		"nothing":   func(map[string]any) {},
		"client":    func(e map[string]any) { e["client"] = map[string]any{"ip": "203.0.113.7"} },
		"count 2":   func(e map[string]any) { withCount(e, 2) },
		"count 999": func(e map[string]any) { withCount(e, 999) },
		"count 1":   func(e map[string]any) { withCount(e, 1) },
	}
	for _, n := range event.Names() {
		if golden[n.Name] == nil {
			t.Errorf("%s: no golden event to try", n.Name)
			continue
		}
		for added, add := range additions {
			for _, kind := range []event.KeyKind{event.BrowserKey, event.ServerKey} {
				text, err := json.Marshal(golden[n.Name])
				if err != nil {
					t.Fatal(err)
				}
				var fields map[string]any
				if err := json.Unmarshal(text, &fields); err != nil {
					t.Fatal(err)
				}
				add(fields)
				if text, err = json.Marshal(fields); err != nil {
					t.Fatal(err)
				}
				want := ""
				switch {
				case kind == event.ServerKey:
				case serverOnly(n.Name):
					want = string(event.CodeForbiddenEvent)
				case added != "nothing" && added != "count 1":
					want = string(event.CodeForbiddenField)
				}
				if got := refusal(text, kind); got != want {
					t.Errorf("%s with %s, kind %d: %q, want %q", n.Name, added, kind, got, want)
				}
			}
		}
	}
}

func withCount(e map[string]any, n int) {
	params, _ := e["params"].(map[string]any)
	if params == nil {
		params = map[string]any{}
	}
	params["count"] = json.Number(fmt.Sprint(n))
	e["params"] = params
}

// refusal is the code with which an event is refused, "" when it is not.
func refusal(raw event.Raw, kind event.KeyKind) string {
	e, why := event.Decode(raw)
	if why == nil {
		why = e.Validate(kind)
	}
	if why == nil {
		return ""
	}
	return string(why.Code)
}
