package hostile_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/hostile"
)

// A text that no field takes would be tried in none.
func TestScriptsFitIntoEveryField(t *testing.T) {
	all := hostile.Scripts()
	if len(all) < 60 {
		t.Errorf("%d scripts, want 60 at least", len(all))
	}
	seen := map[string]bool{}
	for _, p := range all {
		if n := utf8.RuneCountInString(p.Text); n > hostile.Longest {
			t.Errorf("%s has %d characters", p.Text, n)
		}
		for _, c := range p.Text {
			if unicode.IsControl(c) {
				t.Errorf("%q holds a control character, which the contract refuses", p.Text)
			}
		}
		if seen[p.Text] {
			t.Errorf("%s stands there twice", p.Text)
		}
		seen[p.Text] = true
	}
}

func TestBrokenIsBroken(t *testing.T) {
	for _, p := range hostile.Broken() {
		if utf8.ValidString(p.Text) {
			t.Errorf("%q is UTF-8", p.Text)
		}
	}
}
