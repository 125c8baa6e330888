package api

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
)

// TestPermissionsAreThoseWrittenDown compares the registry with a list that people read: who
// gives a route another permission changes it there as well.
func TestPermissionsAreThoseWrittenDown(t *testing.T) {
	var got bytes.Buffer
	for _, r := range open(t).api.Routes() {
		if r.Permission == account.Public && r.Method == http.MethodGet {
			continue // files, whose names change with what is in them
		}
		about := "a site"
		switch {
		case r.Whole:
			about = "every site"
		case !r.Permission.AboutSites():
			about = "none"
		}
		fmt.Fprintf(&got, "%-7s %s %s of %s\n", r.Permission, r.Method, r.Path, about)
	}
	const path = "testdata/permissions.txt"
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the registry says\n%s\nIf that is meant, write it down with -update.", got.String())
	}
}

// A route whose permission is had by site takes the name of a site, and no other does.
func TestRoutesNameTheirSite(t *testing.T) {
	for _, r := range open(t).api.Routes() {
		names := slices.ContainsFunc(r.Params, func(p Param) bool { return p.Name == "site" && p.In == "query" })
		if want := r.Permission.AboutSites() && !r.Whole; names != want {
			t.Errorf("%s %s with permission %s names a site: %t", r.Method, r.Path, r.Permission, names)
		}
	}
}
