package ingest

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"io"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// FuzzInflate inflates anything. What is read is what another reader of gzip reads, is never
// longer than its bound, and leaves a reader behind that reads the next body well and has lost
// no room.
func FuzzInflate(f *testing.F) {
	for _, wire := range [][]byte{nil, {0x1f, 0x8b}, {0x28, 0xb5, 0x2f, 0xfd}, []byte(`{"events":[]}`)} {
		f.Add(wire, false)
		f.Add(wire, true)
	}
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x02\x00\xfd\xff{}\x43\xbf\xa6\xa3\x02\x00\x00\x00"), false)
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x11\x00\x00{}\x52\x4b\x3b\x3e"), true)
	reader := NewBodyReader(0)
	good := []byte(`{"events":[]}`)
	packed := map[string][]byte{"gzip": gzipped(f, good), "zstd": zstded(f, good)}
	f.Fuzz(func(t *testing.T, wire []byte, zstd bool) {
		coding := "gzip"
		if zstd {
			coding = "zstd"
		}
		body, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(wire), Length: -1, Coding: coding})
		var bad *Error
		switch {
		case err == nil && len(body.Bytes) > MaxInflated:
			t.Fatalf("%d bytes", len(body.Bytes))
		case err == nil:
			if want, fails := gunzipped(wire); !zstd && (fails != nil || !bytes.Equal(want, body.Bytes)) {
				t.Fatalf("%d bytes are read, another reads %d: %v", len(body.Bytes), len(want), fails)
			}
			body.Release()
		case !errors.As(err, &bad):
			t.Fatalf("error %v", err)
		case bad.Code != BadRequest && bad.Code != TooLarge:
			t.Fatalf("code %s", bad.Code)
		}
		if left := reader.arrivals.room.left.Load(); left != MaxTogether {
			t.Fatalf("%d bytes of room are lost", MaxTogether-left)
		}
		after, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(packed[coding]), Length: -1, Coding: coding})
		if err != nil || !bytes.Equal(after.Bytes, good) {
			t.Fatalf("the next body: %v", err)
		}
		after.Release()
	})
}

// gunzipped is what the standard library makes of a body, cut where ours would be.
func gunzipped(wire []byte) ([]byte, error) {
	r, err := stdgzip.NewReader(bytes.NewReader(wire))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, MaxInflated+1))
}

// FuzzTake takes whole bodies in: every event is answered for once, what is stored keeps the
// contract, and the same body again adds nothing but repeats.
func FuzzTake(f *testing.F) {
	for _, body := range []string{`{"events":[{"name":"page_view","id":"a"}]}`, `{"events":[{"name":"purchase","params":{"transaction_id":"T","value":1,"currency":"EUR"}},{}]}`,
		`{"events":[{"name":"login","customer_id":"a@b.example","consent":"full","time":"2026-11-21T09:00:00Z"}],"sent_at":"2026-11-21T08:00:00Z"}`,
		`{"events":[{"name":"x","consent":"none"}],"dropped":{"queue_full":3}}`, `{"events":[]}`, `[]`} {
		f.Add([]byte(body), true)
	}
	f.Fuzz(func(t *testing.T, body []byte, server bool) {
		kind := event.BrowserKey
		if server {
			kind = event.ServerKey
		}
		kept := &fakeStore{}
		intake := newIntake(kept)
		batch, err := event.DecodeBatch(body)
		if err != nil {
			var bad *Error
			if _, err := intake.Take(t.Context(), request(kind, string(body))); !errors.As(err, &bad) || len(kept.batches) > 0 {
				t.Fatalf("no batch is answered with %v", err)
			}
			return
		}
		first := take(t, intake, request(kind, string(body)), len(batch.Events))
		for _, b := range kept.batches {
			for i := range b.Records {
				e := b.Records[i].Hit.Event
				if e.Consent == event.ConsentNone || e.Consent != event.ConsentFull && e.VisitorID+e.CustomerID != "" {
					t.Fatalf("with consent %q %q and %q are stored", e.Consent, e.VisitorID, e.CustomerID)
				}
				if rejection := e.Validate(kind); rejection != nil && e.Client == nil && kind == event.ServerKey {
					t.Fatalf("stored and against the contract: %v", rejection)
				}
			}
		}
		again := take(t, intake, request(kind, string(body)), len(batch.Events))
		if again.Discarded != first.Discarded || len(again.Rejected) != len(first.Rejected) {
			t.Fatalf("first %+v, then %+v", first, again)
		}
	})
}

// FuzzMedia holds the headers of bodies: what is taken is inflated by something there is. A message
// repeats 100 bytes at the most, each of which may be written as \x0f.
func FuzzMedia(f *testing.F) {
	f.Add("application/json; charset=utf-8", "gzip")
	f.Add("text/plain;charset=UTF-8", " ZSTD ")
	f.Add("application/json;=", "identity, gzip")
	f.Fuzz(func(t *testing.T, contentType, contentEncoding string) {
		err := CheckMedia(contentType, contentEncoding)
		var bad *Error
		switch c := coding(contentEncoding); {
		case err == nil && c != "" && c != "gzip" && c != "zstd":
			t.Fatalf("%q is taken", contentEncoding)
		case err != nil && (!errors.As(err, &bad) || bad.Code != UnsupportedMediaType || len(bad.Message) > 4*100+50):
			t.Fatalf("error %v", err)
		}
	})
}
