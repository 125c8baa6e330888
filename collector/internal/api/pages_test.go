package api

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/safar-cx/safar/collector/internal/dashboard"
)

func TestPagesAreServed(t *testing.T) {
	s := open(t)
	for _, path := range append(dashboard.Paths(), "/?range=7d&lang=fa") {
		r := s.send("GET", path, nil, "Accept-Encoding", "identity")
		if r.StatusCode != http.StatusOK || !bytes.Equal(r.body, dashboard.Page().Body) {
			t.Fatalf("%s: %d with %d bytes", path, r.StatusCode, len(r.body))
		}
		for name, value := range map[string]string{
			"Content-Type":            "text/html; charset=utf-8",
			"Content-Security-Policy": dashboard.Policy,
			"X-Content-Type-Options":  "nosniff",
			"X-Frame-Options":         "DENY",
			"Referrer-Policy":         "no-referrer",
			"Cache-Control":           "no-cache",
			"Content-Encoding":        "",
		} {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got, value)
			}
		}
		again := s.send("GET", path, nil, "If-None-Match", r.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || len(again.body) > 0 {
			t.Errorf("%s again: %d with %d bytes", path, again.StatusCode, len(again.body))
		}
	}
}

// Whatever the page or its scripts name is there, and may be kept for ever.
func TestAssetsAreServed(t *testing.T) {
	s := open(t)
	if len(dashboard.Assets()) == 0 {
		t.Fatal("the page has no assets")
	}
	for _, asset := range dashboard.Assets() {
		r := s.send("GET", "/"+asset.Name, nil, "Accept-Encoding", "gzip")
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d, encoded %q", asset.Name, r.StatusCode, r.Header.Get("Content-Encoding"))
		}
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", asset.Name, got)
		}
	}
}

func TestOtherPathsAreNoPages(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/index.html", "/funnel/", "/assets/", "/assets/app.js", "/api/v1/", "/journey"} {
		s.refused(s.send("GET", path, nil), http.StatusNotFound, "not_found")
	}
}
