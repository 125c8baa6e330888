package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// books are a shop's, of which the collector has the first as it is, the second with another
// value, the third taken back and the fourth in another currency; the fifth is in no book.
const books = `Order,Date,Total,Cur,State,Back
T1,2026-11-10T10:00:00Z,900000,IRR,paid,0
T2,2026-11-10T11:00:00Z,900000,IRR,paid,
T3,2026-11-10T12:00:00Z,900000,IRR,paid,
T4,2026-11-10T13:00:00Z,12.50,EUR,paid,
=6+1,2026-11-10T14:00:00Z,5,IRR,paid,
T7,2026-11-10T15:00:00Z,5,IRR,cancelled,
T1,2026-11-10T16:00:00Z,900000,IRR,paid,
T8,yesterday,5,IRR,paid,
T9,2026-11-08T15:00:00Z,5,IRR,paid,
`

func balanced(t *testing.T) *shop {
	t.Helper()
	s := open(t)
	day, _ := metric.ParseDate("2026-11-10")
	at := func(hour int64) int64 { return day.Start(now.Location()).UnixMilli() + hour*3_600_000 }
	s.store.placed = []journey.Order{
		{Transaction: "T1", Time: at(10), Currency: "IRR", Value: 900000},
		{Transaction: "T2", Time: at(11), Currency: "IRR", Value: 990000},
		{Transaction: "T4", Time: at(13), Currency: "IRR", Value: 1250},
		{Transaction: "T5", Time: at(14), Currency: "IRR", Value: 7, Refunded: 7},
	}
	s.store.undone = []journey.Order{{Transaction: "T3", Time: at(12), Currency: "IRR", Value: 900000}}
	return s
}

// balance posts books with a mapping; body may be anything.
func (s *shop) balance(query, media string, body []byte) response {
	s.Helper()
	mapped := url.Values{"map": {"time=Date", "transaction_id=Order", "value=Total", "currency=Cur", "status=State", "refunded=Back"}}
	return s.send("POST", "/api/v1/reconcile?from=2026-11-10&to=2026-11-10"+query+"&"+mapped.Encode(), body,
		"Authorization", "Bearer "+s.ReadToken, "Content-Type", media)
}

func TestReconcile(t *testing.T) {
	s := balanced(t)
	r := s.balance("", "text/csv; charset=utf-8", []byte(books))
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	golden(t, "reconcile.json", json.RawMessage(r.body))
	if got := fmt.Sprint(s.store.ordered.Named); got != "[=6+1 T1 T2 T3 T4]" {
		t.Errorf("looked up %s", got)
	}
	if len(s.store.batches) != 0 {
		t.Error("something was stored")
	}
}

func TestReconcileAsAFile(t *testing.T) {
	s := balanced(t)
	r := s.balance("&format=csv", "text/csv", []byte(books))
	if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Content-Disposition"), "safar-main-differences.csv") {
		t.Fatalf("%d %v", r.StatusCode, r.Header)
	}
	const want = "order,kind,shop_time,shop_value,shop_currency,shop_refunded,safar_time,safar_value,safar_currency,safar_refunded\n" +
		"T2,value,2026-11-10T14:30:00+03:30,900000,IRR,,2026-11-10T14:30:00+03:30,990000,IRR,0\n" +
		"T3,cancelled,2026-11-10T15:30:00+03:30,900000,IRR,,2026-11-10T15:30:00+03:30,900000,IRR,0\n" +
		"T4,currency,2026-11-10T16:30:00+03:30,12.50,EUR,,2026-11-10T16:30:00+03:30,1250,IRR,0\n" +
		"'=6+1,missing_here,2026-11-10T17:30:00+03:30,5,IRR,,,,,\n" +
		"T5,missing_there,,,,,2026-11-10T17:30:00+03:30,7,IRR,7\n" +
		"T1,twice,2026-11-10T19:30:00+03:30,900000,IRR,,,,,\n"
	if string(r.body) != want {
		t.Errorf("got\n%s\nwant\n%s", r.body, want)
	}
}

func TestReconcileLines(t *testing.T) {
	s := balanced(t)
	r := s.send("POST", "/api/v1/reconcile?from=2026-11-10&to=2026-11-10", []byte(`{"transaction_id":"T1","time":"2026-11-10T10:00:00Z","value":900000}`),
		"Authorization", "Bearer "+s.ReadToken, "Content-Type", "application/x-ndjson")
	if !strings.Contains(string(r.body), `"matched":1,"shop":{"orders":1,"value":"900000"`) {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

func TestReconcileRefusals(t *testing.T) {
	s := balanced(t)
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	blank := bytes.Repeat([]byte(" "), maxExport+1)
	z.Write(blank)
	z.Close()
	for _, tt := range []struct {
		name, query, media string
		body               []byte
		status             int
		code               string
	}{
		{"another media type", "", "application/json", []byte(books), 415, "unsupported_media_type"},
		{"an empty file", "", "text/csv", nil, 400, "bad_request"},
		{"no such column", "&map=time=Datum", "text/csv", []byte("Order\n"), 400, "bad_request"},
		{"a mapping that is none", "&map=time", "text/csv", []byte(books), 400, "bad_request"},
		{"too much on the wire", "", "application/x-ndjson", blank, 413, "too_large"},
		{"too much when unpacked", "", "application/x-ndjson", bomb.Bytes(), 413, "too_large"},
		{"another format", "&format=xlsx", "text/csv", []byte(books), 400, "bad_request"},
		{"another's site", "&site=other", "text/csv", []byte(books), 403, "forbidden"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.T = t
			s.refused(s.balance(tt.query, tt.media, tt.body), tt.status, tt.code)
		})
	}
	s.T = t
	s.refused(s.send("POST", "/api/v1/reconcile?from=2026-11-11&to=2026-11-10", []byte(books),
		"Authorization", "Bearer "+s.ReadToken, "Content-Type", "text/csv"), 400, "invalid_range")
}
