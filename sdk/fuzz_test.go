package sdk

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// FuzzVisitorCookie reads Cookie headers: an id that is taken has the form that the tag gives it,
// and one in the form is found wherever it stands among others.
func FuzzVisitorCookie(f *testing.F) {
	f.Add("safar_visitor=0193a1f2-7000-7000-8000-000000000000; a=b", "x")
	f.Add(`safar_visitor="quoted"`, "x")
	f.Add("safar_visitor=a=b;safar_visitor=\x00;;; =;safar_visitor", "")
	f.Fuzz(func(t *testing.T, header, id string) {
		r := &http.Request{Header: http.Header{"Cookie": {header}}}
		found := visitorOf(r)
		if found != "" && (!isVisitor(found) || !strings.Contains(header, VisitorCookie+"="+found)) {
			t.Fatalf("%q in %q", found, header)
		}
		if e := (event.Event{Name: event.NamePageView, VisitorID: found}); e.Validate(event.ServerKey) != nil {
			t.Fatalf("%q is no visitor to the contract", found)
		}
		if made, ok := madeAt(found); ok && made.Before(time.UnixMilli(0)) {
			t.Fatalf("%q was made %v", found, made)
		}
		if found == "" && isVisitor(id) {
			r.Header["Cookie"] = []string{header, VisitorCookie + "=" + id}
			if visitorOf(r) != id {
				t.Fatalf("%q is not found behind %q", id, header)
			}
		}
	})
}

// FuzzMessageLink follows links: whatever was not signed is not found, and what was leads to
// where it was signed for and nowhere else.
func FuzzMessageLink(f *testing.F) {
	s := newSigner("sk_a secret of the fuzzer", messageLinkPurpose)
	links := &MessageLinks{config: LinkConfig{Over: "https://shop.example/"}, signers: []signer{s}}
	good, err := s.sign(messageClaim{Message: "m", Target: "https://shop.example/sale", Expires: 1 << 40})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, `{"m":"m","t":"https://a.example/?x=%0d%0aSet-Cookie:a=b","e":9999999999}`)
	f.Add("", `{"m":"m","e":1}`)
	f.Add(".", `{"m":1}`)
	f.Add("a.b/c", `{"t":"https://shop.example/\r\nX: y"}`)
	follow := func(token string) *http.Response {
		r := httptest.NewRequest(http.MethodHead, "/", nil)
		r.URL.Path = "/m/" + token
		w := httptest.NewRecorder()
		links.ServeHTTP(w, r)
		return w.Result()
	}
	f.Fuzz(func(t *testing.T, token, payload string) {
		last := token[strings.LastIndexByte(token, '/')+1:]
		if got := follow(token); got.StatusCode != http.StatusNotFound && last != good {
			head, seal, _ := strings.Cut(last, ".")
			if seal != s.seal(head) {
				t.Fatalf("%q is answered with %d", token, got.StatusCode)
			}
		}
		head := segment().EncodeToString([]byte(payload))
		got := follow(head + "." + s.seal(head))
		var claim messageClaim
		if json.Unmarshal([]byte(payload), &claim) != nil {
			if got.StatusCode != http.StatusNotFound {
				t.Fatalf("%q is answered with %d", payload, got.StatusCode)
			}
			return
		}
		if location := got.Header.Get("Location"); strings.ContainsAny(location, "\r\n") || location == "" && got.StatusCode == http.StatusFound {
			t.Fatalf("%q leads to %q", payload, location)
		}
	})
}

// FuzzSpooled reads files of a spool: a name that is taken is written again as it was, and of
// what lies in a file no more is read than a batch may have, in as many lines as its name says.
func FuzzSpooled(f *testing.F) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte("{\"name\":\"a\"},\n{\"name\":\"b\"},\n")); err != nil {
		f.Fatal(err)
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add("1763719200000-00000000000000ff-2o.ndjson.gz", packed.Bytes())
	f.Add("1763719200000-00000000000000ff-2p.ndjson.gz", packed.Bytes()[:20])
	f.Add("-000000000001-0000000000000001-1o.ndjson.gz", []byte{})
	f.Add("lock", []byte{0x1f, 0x8b})
	s := &spool{dir: f.TempDir(), zip: newZipper()}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		file, ok := parseSpooled(name)
		if !ok {
			return
		}
		if again, ok := parseSpooled(filepath.Base(s.path(file))); !ok || *again != *file {
			t.Fatalf("%q is %+v, and written %s", name, file, s.path(file))
		}
		if err := os.WriteFile(s.path(file), content, 0o600); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Remove(s.path(file)) }()
		if data, err := s.read(file, nil); err == nil && (len(data) > maxBatch || bytes.Count(data, []byte("\n")) != file.events) {
			t.Fatalf("%d bytes in %d lines are read of %q", len(data), bytes.Count(data, []byte("\n")), name)
		}
	})
}

// FuzzAnswer understands answers of anything that stands where a collector should: nothing is
// held for taken that the answer does not account for, and no wait is longer than its bound.
func FuzzAnswer(f *testing.F) {
	f.Add(uint16(200), `{"accepted":1,"duplicates":0,"discarded":0,"rejected":[{"index":0,"code":"invalid_id"}]}`, "")
	f.Add(uint16(200), `{"accepted":-3,"rejected":[{"index":-1},{"index":9},{},{},{}]}`, "")
	f.Add(uint16(429), `{"error":{"code":"rate_limited"}}`, "3")
	f.Add(uint16(503), "<html>", "Fri, 31 Dec 1999 23:59:59 GMT")
	f.Add(uint16(413), "", "99999999999999999999")
	b := batch{data: []byte("{\"name\":\"a\"},\n{\"name\":\"b\"},\n"), events: 2}
	now := time.Unix(1763719200, 0)
	f.Fuzz(func(t *testing.T, status uint16, body, after string) {
		o := understand(reply{status: int(status), text: http.StatusText(int(status)), retryAfter: after, body: []byte(body)}, b, now)
		if o.wait < 0 || o.wait > maxRetryAfter {
			t.Fatalf("to wait %v", o.wait)
		}
		if o.verdict == taken && (status != http.StatusOK || o.err != nil) || o.verdict != taken && o.err == nil {
			t.Fatalf("%d %q is %v, %v", status, body, o.verdict, o.err)
		}
		if len(o.rejected) > b.events {
			t.Fatalf("%d of %d events are rejected", len(o.rejected), b.events)
		}
	})
}
