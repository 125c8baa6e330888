package faulty

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Request is a POST of events that must be refused as a whole.
type Request struct {
	Name   string
	Status int
	Code   string
	Body   string
	// Headers are name and value in turn. They replace those of a request that is well
	// made: the key and the content type.
	Headers []string
	// Browser says that the key is the browser's.
	Browser bool
}

// Requests lists the ways to be refused that the sender's request alone leads to. The site's
// own domain must be shop.example.
func Requests(t testing.TB) []Request {
	const good = `{"events":[{"id":"a","name":"login"}]}`
	bomb := make([]byte, 64<<20)
	return []Request{
		{"no JSON", http.StatusBadRequest, "bad_json", `{"events":`, nil, false},
		{"invalid UTF-8", http.StatusBadRequest, "bad_json", "{\"events\":[{\"id\":\"\xff\",\"name\":\"login\"}]}", nil, false},
		{"nested without end", http.StatusBadRequest, "bad_json", `{"events":[` + nested(100_000) + `]}`, nil, false},
		{"no batch", http.StatusBadRequest, "bad_request", `[{"name":"login"}]`, nil, false},
		{"empty", http.StatusBadRequest, "bad_json", ``, nil, false},
		{"no key", http.StatusUnauthorized, "unauthorized", good, []string{"Authorization", ""}, false},
		{"key of nobody", http.StatusUnauthorized, "unauthorized", good, []string{"Authorization", "Bearer sk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, false},
		{"garbage for a key", http.StatusUnauthorized, "unauthorized", good, []string{"Authorization", "Bearer '; DROP TABLE key"}, false},
		{"page of another shop", http.StatusForbidden, "forbidden_origin", good, []string{"Origin", "https://thief.example"}, true},
		{"5 MB", http.StatusRequestEntityTooLarge, "too_large", `{"events":["` + strings.Repeat("x", 5_000_000) + `"]}`, nil, false},
		{"1,001 events", http.StatusRequestEntityTooLarge, "too_large", Logins(1001), nil, false},
		{"10,000 events", http.StatusRequestEntityTooLarge, "too_large", Logins(10_000), nil, false},
		{"gzip bomb", http.StatusRequestEntityTooLarge, "too_large", Gzip(t, bomb), []string{"Content-Encoding", "gzip"}, false},
		{"zstd bomb", http.StatusRequestEntityTooLarge, "too_large", Zstd(t, bomb), []string{"Content-Encoding", "zstd"}, false},
		{"broken gzip", http.StatusBadRequest, "bad_request", good, []string{"Content-Encoding", "gzip"}, false},
		{"form", http.StatusUnsupportedMediaType, "unsupported_media_type", good, []string{"Content-Type", "application/x-www-form-urlencoded"}, false},
		{"brotli", http.StatusUnsupportedMediaType, "unsupported_media_type", good, []string{"Content-Encoding", "br"}, false},
	}
}

// Logins is a body of n good events.
func Logins(n int) string {
	return `{"events":[` + strings.TrimSuffix(strings.Repeat(`{"name":"login"},`, n), ",") + `]}`
}

// Gzip packs a body.
func Gzip(t testing.TB, plain []byte) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Zstd packs a body.
func Zstd(t testing.TB, plain []byte) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll(plain, nil))
}
