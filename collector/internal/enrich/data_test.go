package enrich

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sharedData reads a file of the reference data, which lies in shared/data beside the
// repository or where SAFAR_DATA says. Without it the test is skipped, or fails when
// SAFAR_REQUIRE lists "data". A .gz file is unpacked.
func sharedData(t *testing.T, name string) []byte {
	t.Helper()
	folder := os.Getenv("SAFAR_DATA")
	if folder == "" {
		folder = findShared(t)
	}
	f, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
	if folder == "" || os.IsNotExist(err) {
		message := "reference data " + name + " not found beside the repository; SAFAR_DATA names its folder"
		if slices.Contains(strings.FieldsFunc(os.Getenv("SAFAR_REQUIRE"), func(r rune) bool { return r == ',' || r == ' ' }), "data") {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// findShared walks up from here to the first folder that has shared/data, "" when none has.
func findShared(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		candidate := filepath.Join(folder, "shared", "data")
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			return candidate
		}
		up := filepath.Dir(folder)
		if up == folder {
			return ""
		}
		folder = up
	}
}

func newSources(t testing.TB) *Sources {
	t.Helper()
	s, err := NewSources()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
