package event_test

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestVocabulary(t *testing.T) {
	wellFormed := regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
	reasons := append(event.Reasons(), event.NameAlertDisplayed)
	seen := make(map[string]bool)
	for _, n := range event.Names() {
		if seen[n.Name] || !wellFormed.MatchString(n.Name) {
			t.Errorf("%s stands there twice or is no name", n.Name)
		}
		seen[n.Name] = true
		if !slices.Contains(event.Stages(), n.Stage) {
			t.Errorf("%s has the stage %q", n.Name, n.Stage)
		}
		if (n.Friction == event.FrictionAlways) != (n.Reason != "") || n.Reason != "" && !slices.Contains(reasons, n.Reason) {
			t.Errorf("%s: friction %d with reason %q", n.Name, n.Friction, n.Reason)
		}
		for _, p := range append(n.Params, event.Common()...) {
			if (p.Type == event.TypeChoice) != (len(p.Choices) > 0) || (p.Type == event.TypeScore) != (p.Max > p.Min) {
				t.Errorf("%s: %+v", n.Name, p)
			}
		}
		if got := event.Lookup(n.Name); got == nil || !reflect.DeepEqual(got.Params, n.Params) || got.Stage != n.Stage {
			t.Errorf("Lookup(%s) = %+v", n.Name, got)
		}
	}
	if len(seen) != 73 {
		t.Errorf("%d names, the contract has 73", len(seen))
	}
	if event.Lookup("quiz_finished") != nil {
		t.Error("a custom event in the vocabulary")
	}
}
