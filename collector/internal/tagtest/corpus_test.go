package tagtest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

var update = flag.Bool("update", false, "write the events of the corpus anew")

// corpus is where the shapes of dataLayers are; see its README.md.
const corpus = "../../../js/testdata/datalayer"

// shape is one file of the corpus: what a shop pushes, and the events that become of it as
// they are sent, without what differs each time.
type shape struct {
	About  string            `json:"about"`
	Push   []json.RawMessage `json:"push"`
	Events []map[string]any  `json:"events"`
}

func shapes(t *testing.T) map[string]shape {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(corpus, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	all := map[string]shape{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var s shape
		if err := json.Unmarshal(text, &s); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".json")] = s
	}
	return all
}

// Each event of the corpus is one that the collector accepts from a browser, and holds nothing
// of the persons that shops push beside it.
func TestCorpusIsValid(t *testing.T) {
	t.Parallel()
	for name, s := range shapes(t) {
		for _, raw := range s.Events {
			text, err := json.Marshal(raw)
			if err != nil {
				t.Fatal(err)
			}
			e, rejection := event.Decode(text)
			if rejection == nil {
				rejection = e.Validate(event.BrowserKey)
			}
			if rejection != nil {
				t.Errorf("%s: %v: %s", name, rejection, text)
			}
			for _, person := range []string{"sara@", "Sara", "Amini", "0912", "912000", "5f4d", "tok-1"} {
				if strings.Contains(string(text), person) {
					t.Errorf("%s tells of %s: %s", name, person, text)
				}
			}
		}
	}
}

// Every shape, pushed before the tag is there and after, becomes the same events. Those that are
// not GA4's make the tag load what translates them, and only those.
func TestCorpus(t *testing.T) {
	t.Parallel()
	own, foreign := map[string]shape{}, map[string]shape{}
	for name, s := range shapes(t) {
		if strings.HasPrefix(name, "ua_") || strings.HasPrefix(name, "pixel_") {
			foreign[name] = s
		} else {
			own[name] = s
		}
	}
	for name, c := range map[string]struct {
		all    map[string]shape
		mark   string // what is pushed before each shape, to know its events by
		before bool
	}{
		"before":          {own, ownMark, true},
		"after":           {own, ownMark, false},
		"foreign, before": {foreign, foreignMark, true},
		"foreign, after":  {foreign, foreignMark, false},
	} {
		t.Run(name, func(t *testing.T) {
			all := c.all
			got := pushed(t, all, c.mark, c.before)
			for name, s := range all {
				if *update {
					s.Events = append([]map[string]any{}, got[name]...)
					write(t, name, s)
					all[name] = s
				} else if !reflect.DeepEqual(got[name], s.Events) && len(got[name])+len(s.Events) > 0 {
					t.Errorf("%s: %s\ngot  %s\nwant %s", name, s.About, compact(t, got[name]), compact(t, s.Events))
				}
			}
		})
	}
}

// The marks between shapes, which say whose events follow: events of ours that come the same way
// as those.
const (
	ownMark     = "gtag('event', 'select_content', {content_type: 'corpus', content_id: %q}); dataLayer.push({ecommerce: null});\n"
	foreignMark = "dataLayer.push({event: 'search_submitted', query: 'corpus ' + %q});\n"
)

// markOf is the name of a shape that a mark holds.
func markOf(e *event.Event) (name string, is bool) {
	if e.Params.Text("content_type") == "corpus" {
		return e.Params.Text("content_id"), true
	}
	return strings.CutPrefix(e.Params.Text("search_term"), "corpus ")
}

// pushed are the events that come of each shape.
func pushed(t *testing.T, all map[string]shape, mark string, before bool) map[string][]map[string]any {
	t.Helper()
	names := slices.Sorted(maps.Keys(all))
	var script strings.Builder
	for _, name := range names {
		fmt.Fprintf(&script, mark, name)
		for _, push := range all[name].Push {
			if bytes.HasPrefix(push, []byte("[")) {
				fmt.Fprintf(&script, "gtag(...%s);\n", push)
			} else {
				fmt.Fprintf(&script, "dataLayer.push(%s);\n", push)
			}
		}
	}
	fmt.Fprintf(&script, mark, "end")

	s := shop{before: queue + gtag}
	if before {
		s.before += script.String()
	}
	v := s.open(t, "/").late()
	if !before {
		v.Eval(`(() => {`+gtag+script.String()+`})()`, nil)
	}
	v.stub.wait("the end of the corpus", func(all []event.Event) bool {
		if mark == foreignMark {
			return slices.ContainsFunc(all, func(e event.Event) bool { return e.Params.Text("search_term") == "corpus end" })
		}
		// Names that the tag itself does not know come when the rest of it is there.
		return len(named(all, event.NameSelectContent)) > len(names) && len(named(all, event.NameReviewSubmitted)) > 0
	})
	if loaded := v.stub.asked("bridge") > 0; loaded != (mark == foreignMark) {
		t.Errorf("what translates is loaded: %v", loaded)
	}
	return v.stub.byShape()
}

// byShape are the events as they were sent, each under the shape that was pushed before it.
// The rare names come last, so that they are told apart by the only shape that has them.
func (s *stub) byShape() map[string][]map[string]any {
	s.t.Helper()
	type sent struct {
		event event.Event
		raw   map[string]any
	}
	var all []sent
	seen := map[string]bool{}
	for _, r := range s.sent() {
		for _, text := range r.batch.Events {
			e, rejection := event.Decode(text)
			if rejection != nil {
				s.t.Fatal(rejection)
			}
			var raw map[string]any
			if err := json.Unmarshal(text, &raw); err != nil {
				s.t.Fatal(err)
			}
			if !seen[e.ID] {
				all = append(all, sent{e, raw})
			}
			seen[e.ID] = true
		}
	}
	slices.SortStableFunc(all, func(a, b sent) int { return strings.Compare(a.event.ID, b.event.ID) })
	got, name := map[string][]map[string]any{}, ""
	for _, e := range all {
		if mark, is := markOf(&e.event); is {
			name = mark
			continue
		}
		for _, key := range []string{"id", "time", "consent", "page"} {
			delete(e.raw, key)
		}
		switch {
		case slices.Contains(own, e.event.Name):
		case rare[e.event.Name] != "":
			got[rare[e.event.Name]] = append(got[rare[e.event.Name]], e.raw)
		default:
			got[name] = append(got[name], e.raw)
		}
	}
	return got
}

// own are the names of what the tag finds out by itself.
var own = []string{event.NamePageView, event.NameUserEngagement, event.NameFormStart, event.NameSlowPage, event.NameWebVitals}

// rare are the names that come late, with the shape that has them.
var rare = map[string]string{
	event.NameException: "ga4_exception", event.NameCouponDenied: "shop_own_names", event.NameReviewSubmitted: "shop_own_names",
}

func compact(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, name string, s shape) {
	t.Helper()
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(s); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(corpus, name+".json"), text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
