package dashboard_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/dashboard"
)

// mostBytes is what the first page may load in all, compressed with gzip, and mostMore what
// each further page may add. The design allows 80 KB.
const (
	mostBytes = 60 << 10
	mostMore  = 12 << 10
)

func TestFiles(t *testing.T) {
	page := dashboard.Page()
	all := append(dashboard.Assets(), page)
	sum := 0
	for _, file := range all {
		if file.Name == "" || strings.Contains(string(page.Body), `"`+file.Name+`"`) {
			sum += len(file.Gzip())
		} else if len(file.Gzip()) > mostMore {
			t.Errorf("%s has %d bytes, at most %d", file.Name, len(file.Gzip()), mostMore)
		}
		in, err := gzip.NewReader(bytes.NewReader(file.Gzip()))
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(in); err != nil || !bytes.Equal(body, file.Body) {
			t.Errorf("%s: the compressed file is another one (%v)", file.Name, err)
		}
		if file.Type == "application/octet-stream" || file.Tag == "" {
			t.Errorf("%s has the type %q and the tag %q", file.Name, file.Type, file.Tag)
		}
		if file.Name != "" && !named(all, file.Name) {
			t.Errorf("nothing names %s", file.Name)
		}
	}
	t.Logf("%d bytes for the first page, %d files in all", sum, len(all))
	if sum > mostBytes {
		t.Errorf("%d bytes in all, at most %d", sum, mostBytes)
	}
}

// named tells whether the page or a script names a file; scripts do it without the folder,
// which they are in themselves.
func named(all []dashboard.File, name string) bool {
	for _, file := range all {
		if strings.Contains(string(file.Body), `"`+name+`"`) || strings.Contains(string(file.Body), `"./`+path.Base(name)+`"`) {
			return true
		}
	}
	return false
}

// A policy without inline scripts and styles works only for a page without them.
func TestPageKeepsItsPolicy(t *testing.T) {
	if strings.Contains(dashboard.Policy, "unsafe") {
		t.Errorf("policy %s", dashboard.Policy)
	}
	text := string(dashboard.Page().Body)
	for _, inline := range []string{"<style", "style=", "onclick=", "javascript:", "<base"} {
		if strings.Contains(text, inline) {
			t.Errorf("the page has %s", inline)
		}
	}
}
