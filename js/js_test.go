package js_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/js"
)

// The bounds of what a page has to load, in bytes of gzip. (Brotli takes about a tenth off the
// tag and a fifth off the prompt, whose texts stand in three languages.)
const (
	tagBytes    = 4700
	surveyBytes = 3686
)

func TestSizes(t *testing.T) {
	for name, c := range map[string]struct {
		file  js.File
		limit int
	}{
		"tag":    {js.Tag(), tagBytes},
		"survey": {js.Survey(), surveyBytes},
	} {
		t.Logf("%s: %d bytes, %d of gzip", name, len(c.file.Body), len(c.file.Gzip))
		if len(c.file.Gzip) > c.limit {
			t.Errorf("the %s has %d bytes of gzip, more than %d", name, len(c.file.Gzip), c.limit)
		}
	}
}

// The tag finds the prompt by name and hash.
func TestTagKnowsItsSurvey(t *testing.T) {
	tag := string(js.Tag().Body)
	for _, want := range []string{js.Survey().Name, js.Survey().Integrity, js.Version} {
		if !strings.Contains(tag, want) {
			t.Errorf("the tag does not know %s", want)
		}
	}
}

// What would break under a strict Content-Security-Policy, or speak up in a shop's console.
func TestNothingForbidden(t *testing.T) {
	for _, file := range []js.File{js.Tag(), js.Survey()} {
		for _, word := range []string{"eval(", "new Function", "innerHTML", ".style.", "console.", "localStorage", "beforeunload", `"unload"`} {
			if strings.Contains(string(file.Body), word) {
				t.Errorf("%s holds %s", file.Name, word)
			}
		}
	}
}
