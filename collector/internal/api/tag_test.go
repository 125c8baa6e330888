package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/safar-cx/safar/js"
	"github.com/safar-cx/safar/sdk/event"
)

func TestTagIsServed(t *testing.T) {
	s := open(t)
	type served struct {
		file    js.File
		caching string
	}
	cases := map[string]served{"/t.js": {js.Tag(), "public, max-age=300"}}
	for _, file := range append(js.Later(), js.Tag()) {
		cases["/"+file.Name] = served{file, "public, max-age=31536000, immutable"}
	}
	for path, want := range cases {
		r := s.send("GET", path, nil, "Accept-Encoding", "identity")
		if r.StatusCode != http.StatusOK || !bytes.Equal(r.body, want.file.Body) {
			t.Fatalf("%s: %d with %d bytes", path, r.StatusCode, len(r.body))
		}
		for name, value := range map[string]string{
			"Content-Type":                 "text/javascript; charset=utf-8",
			"X-Content-Type-Options":       "nosniff",
			"Cache-Control":                want.caching,
			"Access-Control-Allow-Origin":  "*",
			"Cross-Origin-Resource-Policy": "cross-origin",
			"Vary":                         "Accept-Encoding",
			"Content-Encoding":             "",
		} {
			if got := r.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got, value)
			}
		}

		long, short := sha512.Sum384(r.body), sha256.Sum256(r.body)
		if want.file.Integrity != "sha384-"+base64.StdEncoding.EncodeToString(long[:]) &&
			want.file.Integrity != "sha256-"+base64.StdEncoding.EncodeToString(short[:]) {
			t.Errorf("%s: integrity is not %s", path, want.file.Integrity)
		}

		again := s.send("GET", path, nil, "If-None-Match", r.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || len(again.body) > 0 {
			t.Errorf("%s again: %d with %d bytes", path, again.StatusCode, len(again.body))
		}
		if other := s.send("GET", path, nil, "If-None-Match", `W/"another"`); other.StatusCode != http.StatusOK {
			t.Errorf("%s with another's ETag: %d", path, other.StatusCode)
		}
	}
}

func TestTagIsCompressed(t *testing.T) {
	s := open(t)
	for accepted, compressed := range map[string]bool{
		"gzip":                true,
		"deflate, GZIP;q=0.5": true,
		"gzip;q=0, br":        false,
		"identity":            false,
		"x-gzip":              false,
	} {
		r := s.send("GET", "/t.js", nil, "Accept-Encoding", accepted)
		if got := r.Header.Get("Content-Encoding") == "gzip"; got != compressed {
			t.Errorf("Accept-Encoding %s: Content-Encoding %q", accepted, r.Header.Get("Content-Encoding"))
			continue
		}
		body := r.body
		if compressed {
			in, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(in); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(body, js.Tag().Body) {
			t.Errorf("Accept-Encoding %s: another file", accepted)
		}
	}
}

// A page reads a header of another origin's answer only where that says so.
func TestTagIsToldWhenToComeAgain(t *testing.T) {
	s := open(t, func(c *Config) { c.BrowserRate = 0.001 })
	send := func() response {
		return s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(`{"events":[]}`),
			"Content-Type", "text/plain", "Origin", "https://shop.example")
	}
	r := send()
	for range 10 {
		if r.StatusCode != http.StatusOK {
			break
		}
		r = send()
	}
	if r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") == "" ||
		r.Header.Get("Access-Control-Expose-Headers") != "Retry-After" ||
		r.Header.Get("Access-Control-Allow-Origin") != "https://shop.example" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
}

func TestFilesAreDescribedAsWhatTheyAre(t *testing.T) {
	s := open(t)
	r := s.send("GET", "/api/v1/openapi.json", nil)
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string
			Responses   map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal(r.body, &doc); err != nil {
		t.Fatal(err)
	}
	if content := doc.Paths["/t.js"]["get"].Responses["200"].Content; len(content) != 1 || content["text/javascript"] == nil {
		t.Errorf("/t.js answers with %v", content)
	}
	seen := map[string]string{}
	for path, operations := range doc.Paths {
		for method, o := range operations {
			if other := seen[o.OperationID]; other != "" {
				t.Errorf("%s %s and %s share the id %s", strings.ToUpper(method), path, other, o.OperationID)
			}
			seen[o.OperationID] = path
		}
	}
}

// The schemas of events lie beside the OpenAPI document, which refers to them by a name that
// holds wherever the collector is mounted.
func TestEventsAreDescribed(t *testing.T) {
	s := open(t)
	var doc struct {
		ExternalDocs struct{ URL string }
		Components   struct {
			Schemas map[string]struct {
				Properties map[string]struct {
					Items map[string]string
				}
			}
		}
	}
	if err := json.Unmarshal(s.send("GET", "/api/v1/openapi.json", nil).body, &doc); err != nil {
		t.Fatal(err)
	}
	const name = "events.schema.json"
	if got := doc.Components.Schemas["Batch"].Properties["events"].Items["$ref"]; got != name || doc.ExternalDocs.URL != name {
		t.Errorf("events are described by %q, and documented by %q", got, doc.ExternalDocs.URL)
	}
	r := s.send("GET", "/api/v1/"+name, nil)
	var schema struct {
		Defs map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(r.body, &schema); err != nil || len(schema.Defs) != len(event.Names()) {
		t.Errorf("%d names of %d are described (%v)", len(schema.Defs), len(event.Names()), err)
	}
}
