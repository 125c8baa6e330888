package dashboard_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/dashboard"
)

// mostBytes is what the first page may load in all, compressed with gzip. The design allows
// 80 KB; what comes later needs room as well.
const mostBytes = 60 << 10

func TestFiles(t *testing.T) {
	page := dashboard.Page()
	all := append(dashboard.Assets(), page)
	sum := 0
	for _, file := range all {
		sum += len(file.Gzip)
		in, err := gzip.NewReader(bytes.NewReader(file.Gzip))
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(in); err != nil || !bytes.Equal(body, file.Body) {
			t.Errorf("%s: the compressed file is another one (%v)", file.Name, err)
		}
		if file.Type == "application/octet-stream" || file.Tag == "" {
			t.Errorf("%s has the type %q and the tag %q", file.Name, file.Type, file.Tag)
		}
		if file.Name != "" && !strings.Contains(string(page.Body), `"`+file.Name+`"`) {
			t.Errorf("the page does not name %s", file.Name)
		}
	}
	t.Logf("%d bytes in %d files", sum, len(all))
	if sum > mostBytes {
		t.Errorf("%d bytes in all, at most %d", sum, mostBytes)
	}
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
