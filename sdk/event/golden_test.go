package event_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

type goldenCase struct {
	About string          `json:"about"`
	Key   string          `json:"key"`
	Event json.RawMessage `json:"event"`
	Want  struct {
		Stage  event.Stage `json:"stage"`
		Reason string      `json:"reason"`
		Code   event.Code  `json:"code"`
		Field  string      `json:"field"`
	} `json:"want"`
}

func (c goldenCase) kind(t testing.TB) event.KeyKind {
	switch c.Key {
	case "browser":
		return event.BrowserKey
	case "server":
		return event.ServerKey
	}
	t.Fatalf("%s: no key %q", c.About, c.Key)
	return 0
}

// golden reads the cases of a folder by file name without extension.
func golden(t testing.TB, folder string) map[string][]goldenCase {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files in %s: %v", folder, err)
	}
	all := make(map[string][]goldenCase)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Cases []goldenCase }
		if err := json.Unmarshal(text, &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".json")] = file.Cases
	}
	return all
}

func TestGoldenValid(t *testing.T) {
	seen := make(map[string]bool)
	for file, cases := range golden(t, "valid") {
		for _, c := range cases {
			t.Run(file+"/"+c.About, func(t *testing.T) {
				e, rejection := event.Decode(event.Raw(c.Event))
				if rejection == nil {
					rejection = e.Validate(c.kind(t))
				}
				if rejection != nil {
					t.Fatalf("refused: %v", rejection)
				}
				seen[e.Name] = true
				if got := event.StageOf(&e); got != c.Want.Stage {
					t.Errorf("stage %q, want %q", got, c.Want.Stage)
				}
				if got := event.Reason(&e); got != c.Want.Reason {
					t.Errorf("reason %q, want %q", got, c.Want.Reason)
				}
				if got := event.IsFriction(&e); got != (c.Want.Reason != "") {
					t.Errorf("friction %v, reason %q", got, c.Want.Reason)
				}
				sameAgain(t, e)
			})
		}
	}
	for _, n := range event.Names() {
		if !seen[n.Name] {
			t.Errorf("no valid case of %s", n.Name)
		}
	}
}

func TestGoldenInvalid(t *testing.T) {
	all := golden(t, "invalid")
	for code, cases := range all {
		for _, c := range cases {
			t.Run(code+"/"+c.About, func(t *testing.T) {
				if string(c.Want.Code) != code {
					t.Fatalf("a case of %s in the file of %s", c.Want.Code, code)
				}
				e, rejection := event.Decode(event.Raw(c.Event))
				if rejection == nil {
					rejection = e.Validate(c.kind(t))
				}
				if rejection == nil {
					t.Fatal("accepted")
				}
				if rejection.Code != c.Want.Code || rejection.Field != c.Want.Field {
					t.Errorf("%s at %q, want %s at %q", rejection.Code, rejection.Field, c.Want.Code, c.Want.Field)
				}
				if rejection.Message == "" {
					t.Error("no message")
				}
				var sent struct{ ID any }
				_ = json.Unmarshal(c.Event, &sent)
				if id, ok := sent.ID.(string); ok && code != "invalid_id" && e.ID != id {
					t.Errorf("id %q, want %q: the answer cannot name the event", e.ID, id)
				}
			})
		}
	}
	for _, code := range event.Codes() {
		if len(all[string(code)]) == 0 {
			t.Errorf("no invalid case of %s", code)
		}
	}
}

// sameAgain checks that an event survives its own JSON.
func sameAgain(t *testing.T, e event.Event) {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	again, rejection := event.Decode(text)
	if rejection != nil {
		t.Fatalf("decode of %s: %v", text, rejection)
	}
	if !reflect.DeepEqual(e, again) {
		t.Errorf("%s\nreads as %+v\nwas      %+v", text, again, e)
	}
}
