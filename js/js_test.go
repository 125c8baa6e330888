package js_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/safar-cx/safar/js"
)

// The bounds of what a page has to load, in bytes of brotli at its best.
var limits = map[string]int{"tag": 4096, "late": 3200, "friction": 4096, "survey": 3072, "asking": 1024, "bridge": 1664, "debug": 1536}

func TestSizes(t *testing.T) {
	for _, file := range append(js.Later(), js.Tag()) {
		limit, bytes := limits[file.Part], compressed(t, file.Body)
		t.Logf("%s: %d bytes, %d of brotli, %d left", file.Part, len(file.Body), bytes, limit-bytes)
		if bytes > limit {
			t.Errorf("%s has %d bytes of brotli, more than %d", file.Part, bytes, limit)
		}
	}
}

func compressed(t *testing.T, body []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// Each file is found by name and hash in one that is loaded before it, so that a page which
// checks the tag has checked all.
func TestFilesKnowEachOther(t *testing.T) {
	known := string(js.Tag().Body)
	if !strings.Contains(known, js.Version) {
		t.Errorf("the tag does not know its version, %s", js.Version)
	}
	for _, file := range js.Later() {
		known += string(file.Body)
	}
	for _, file := range js.Later() {
		if !strings.Contains(known, file.Name) || !strings.Contains(known, file.Integrity) {
			t.Errorf("nothing knows %s", file.Name)
		}
	}
}

// What would break under a strict Content-Security-Policy, or speak up in a shop's console.
func TestNothingForbidden(t *testing.T) {
	for _, file := range append(js.Later(), js.Tag()) {
		for _, word := range []string{"eval(", "new Function", "innerHTML", ".style.", "console.", "sessionStorage", "indexedDB", "beforeunload", `"unload"`} {
			if strings.Contains(string(file.Body), word) {
				t.Errorf("%s holds %s", file.Name, word)
			}
		}
	}
}
