package ingest

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func gzipped(t *testing.T, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zstded(t *testing.T, plain []byte, options ...zstd.EOption) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(plain, nil)
}

func TestBodies(t *testing.T) {
	plain := []byte(`{"events":[]}`)
	bomb := make([]byte, 16<<20)
	tests := []struct {
		name, coding string
		body         []byte
		want         []byte
		code         Code // "" for good
	}{
		{"plain", "", plain, plain, ""},
		{"identity", "identity", plain, plain, ""},
		{"gzip", "gzip", gzipped(t, plain), plain, ""},
		{"gzip in capitals", " GZIP ", gzipped(t, plain), plain, ""},
		{"two gzip members", "gzip", append(gzipped(t, plain[:5]), gzipped(t, plain[5:])...), plain, ""},
		{"zstd", "zstd", zstded(t, plain), plain, ""},
		{"zstd at its best", "zstd", zstded(t, plain, zstd.WithEncoderLevel(zstd.SpeedBestCompression)), plain, ""},
		{"1 MiB", "", make([]byte, MaxWire), bomb[:MaxWire], ""},
		{"1 MiB and a byte", "", make([]byte, MaxWire+1), nil, TooLarge},
		{"5 MB", "", make([]byte, 5_000_000), nil, TooLarge},
		{"gzip of 8 MiB", "gzip", gzipped(t, bomb[:MaxInflated]), bomb[:MaxInflated], ""},
		{"gzip of 8 MiB and a byte", "gzip", gzipped(t, bomb[:MaxInflated+1]), nil, TooLarge},
		{"gzip bomb", "gzip", gzipped(t, bomb), nil, TooLarge},
		{"zstd of 8 MiB", "zstd", zstded(t, bomb[:MaxInflated]), bomb[:MaxInflated], ""},
		{"zstd bomb", "zstd", zstded(t, bomb), nil, TooLarge},
		{"zstd with a window of 64 MiB", "zstd", zstdWideWindow(t, bomb[:1<<20]), nil, TooLarge},
		{"gzip cut off", "gzip", gzipped(t, plain)[:20], nil, BadRequest},
		{"zstd cut off", "zstd", zstded(t, bytes.Repeat(plain, 100))[:20], nil, BadRequest},
		{"no gzip", "gzip", plain, nil, BadRequest},
		{"no zstd", "zstd", plain, nil, BadRequest},
		{"empty", "", nil, nil, ""},
	}
	var reader BodyReader
	for round := range 2 { // the second one with decoders that were used before
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got, err := reader.Read(bytes.NewReader(tt.body), tt.coding)
				var bad *Error
				switch {
				case tt.code == "" && err != nil:
					t.Fatalf("round %d: %v", round, err)
				case tt.code != "" && (!errors.As(err, &bad) || bad.Code != tt.code):
					t.Fatalf("round %d: error %v, want %s", round, err, tt.code)
				case tt.code == "" && !bytes.Equal(got, tt.want):
					t.Fatalf("round %d: read %d bytes, want %d", round, len(got), len(tt.want))
				}
			})
		}
	}
}

// zstdWideWindow is a frame that asks the decoder to remember 64 MiB.
func zstdWideWindow(t *testing.T, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithWindowSize(64<<20), zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	// Streamed, since a frame whose size is known needs no window.
	for range 2 {
		if _, err := w.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBodyThatBreaksOff(t *testing.T) {
	var reader BodyReader
	_, err := reader.Read(io.MultiReader(strings.NewReader("{"), failing{}), "")
	var bad *Error
	if !errors.As(err, &bad) || bad.Code != BadRequest || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestCheckMedia(t *testing.T) {
	tests := []struct {
		contentType, contentEncoding string
		ok                           bool
	}{
		{"application/json", "", true},
		{"application/json; charset=utf-8", "gzip", true},
		{"text/plain;charset=UTF-8", "zstd", true},
		{"Application/JSON", "identity", true},
		{"", "", false},
		{"application/x-www-form-urlencoded", "", false},
		{"text/html", "", false},
		{"application/jsonp", "", false},
		{"application/json", "br", false},
		{"application/json", "gzip, gzip", false},
	}
	for _, tt := range tests {
		err := CheckMedia(tt.contentType, tt.contentEncoding)
		var bad *Error
		if tt.ok && err != nil || !tt.ok && (!errors.As(err, &bad) || bad.Code != UnsupportedMediaType) {
			t.Errorf("%q, %q: %v, want ok %v", tt.contentType, tt.contentEncoding, err, tt.ok)
		}
	}
}
