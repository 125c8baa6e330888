package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func gzipped(t testing.TB, plain []byte) []byte {
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

func zstded(t testing.TB, plain []byte, options ...zstd.EOption) []byte {
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
	reader := NewBodyReader(0)
	for round := range 2 { // the second one with decoders that were used before, and a known length
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				length := int64(-1)
				if round > 0 {
					length = int64(len(tt.body))
				}
				body, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(tt.body), Length: length, Coding: tt.coding})
				var bad *Error
				var got []byte
				if err == nil {
					got = bytes.Clone(body.Bytes)
					body.Release()
				}
				if left := reader.arrivals.room.left.Load(); left != MaxTogether {
					t.Errorf("round %d: %d bytes of room are lost", round, MaxTogether-left)
				}
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
	reader := NewBodyReader(0)
	_, err := reader.Read(t.Context(), Arrival{Body: io.MultiReader(strings.NewReader("{"), failing{}), Length: -1})
	var bad *Error
	if !errors.As(err, &bad) || bad.Code != BadRequest || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Of a hundred bombs at once four are inflated. The others wait with no more in memory than
// has arrived of them, or go when their senders do, and all room is there again in the end.
func TestHundredBombsAtOnce(t *testing.T) {
	codings := []string{"gzip", "zstd"}
	bombs := [][]byte{gzipped(t, make([]byte, 16<<20)), zstded(t, make([]byte, 16<<20))}
	synctest.Test(t, func(t *testing.T) {
		reader := NewBodyReader(0)
		busy := make([]*inflater, inflaters) // as if so many were being inflated
		for i := range busy {
			busy[i] = <-reader.idle
		}
		impatient, leave := context.WithCancel(t.Context())
		var refused, left atomic.Int32
		arrived := 0
		for i := range 100 {
			ctx := impatient
			if i < 8 {
				ctx = t.Context()
			}
			arrived += 2 * max(len(bombs[i%2]), smallestBuffer) // buffers double
			go func() {
				_, err := reader.Read(ctx, Arrival{Body: bytes.NewReader(bombs[i%2]), Length: -1, Coding: codings[i%2]})
				var bad *Error
				switch {
				case errors.As(err, &bad) && bad.Code == TooLarge:
					refused.Add(1)
				case errors.Is(err, context.Canceled):
					left.Add(1)
				default:
					t.Errorf("%v", err)
				}
			}()
		}
		synctest.Wait()
		if n, held := refused.Load(), MaxTogether-reader.arrivals.room.left.Load(); n != 0 || held > int64(arrived) {
			t.Errorf("%d bombs did not wait; %d bytes are held, %d have arrived", n, held, arrived)
		}
		leave()
		synctest.Wait()
		for _, i := range busy {
			reader.idle <- i
		}
		synctest.Wait()
		if refused.Load() != 8 || left.Load() != 92 || reader.arrivals.room.left.Load() != MaxTogether {
			t.Errorf("%d bombs were refused, %d left, %d bytes of room are there", refused.Load(), left.Load(), reader.arrivals.room.left.Load())
		}
	})
}

func TestNobodyWaitsForRoom(t *testing.T) {
	large := make([]byte, MaxWire)
	reader := NewBodyReader(3 << 20)
	first, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(large), Length: -1})
	if err != nil {
		t.Fatal(err)
	}
	// What dawdles takes up what has arrived of it and no more.
	r, w := io.Pipe()
	slow := make(chan error)
	go func() {
		body, err := reader.Read(t.Context(), Arrival{Body: r, Length: MaxWire})
		if err == nil {
			body.Release()
		}
		slow <- err
	}()
	if _, err := w.Write([]byte("{")); err != nil {
		t.Fatal(err)
	}
	second, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(large), Length: -1})
	if err != nil {
		t.Fatal(err)
	}
	var bad *Error
	for _, body := range [][]byte{large, gzipped(t, make([]byte, 2<<20))} {
		coding := ""
		if len(body) < MaxWire {
			coding = "gzip"
		}
		if _, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(body), Length: -1, Coding: coding}); !errors.As(err, &bad) || bad.Code != Unavailable {
			t.Errorf("%q: %v, want %s", coding, err, Unavailable)
		}
	}
	first.Release()
	first.Release() // gives nothing twice
	if third, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(large), Length: -1}); err != nil {
		t.Error(err)
	} else {
		third.Release()
	}
	second.Release()
	w.Close()
	if err := <-slow; err != nil {
		t.Error(err)
	}
	if left := reader.arrivals.room.left.Load(); left != 3<<20 {
		t.Errorf("%d bytes of room are left", left)
	}
}

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

// TestRoomIsTakenOnce sees that a body whose length is known is not copied while it grows.
func TestRoomIsTakenOnce(t *testing.T) {
	reader := NewBodyReader(0)
	for _, size := range []int{1, smallestBuffer - 1, smallestBuffer, mostAhead * smallestBuffer / 2, MaxWire} {
		body, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(make([]byte, size)), Length: int64(size)})
		if err != nil {
			t.Fatal(err)
		}
		if cap(body.Bytes) != size+1 {
			t.Errorf("a body of %d bytes takes %d", size, cap(body.Bytes))
		}
		body.Release()
	}
}
