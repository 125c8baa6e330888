package reconcile_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reconcile"
	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// FuzzRead reads a shop's orders: each line is an order with a name and an amount that can be
// counted with, or a bad line that is counted.
func FuzzRead(f *testing.F) {
	f.Add(`{"transaction_id":"T-1","value":12.5,"currency":"EUR","time":"2026-11-21T10:00:00Z"}` + "\n" +
		`{"id":"a","time":1763719200000,"params":{"transaction_id":7,"value":"1e3","order_status":"refunded"}}`)
	f.Add(`{"transaction_id":"T","value":-1,"time":1}` + "\n{}\n" + `{"transaction_id":"T","value":1e30,"time":1}`)
	digits := func(currency string) int { n, _ := event.MinorDigits(currency); return n }
	f.Fuzz(func(t *testing.T, text string) {
		lines := 0
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				lines++
			}
		}
		export, err := reconcile.Read(transfer.NewJSONL(strings.NewReader(text)), reconcile.Money{Currency: "IRR", Digits: digits})
		if err != nil {
			t.Fatal(err)
		}
		if len(export.Orders)+export.BadAll != lines || len(export.Bad) > export.BadAll {
			t.Fatalf("%d orders and %d bad of %d lines", len(export.Orders), export.BadAll, lines)
		}
		for _, o := range export.Orders {
			if _, known := event.MinorDigits(o.Currency); !known || o.ID == "" {
				t.Fatalf("order %+v", o)
			}
			for _, n := range []*int64{o.Value, o.Refunded} {
				if n != nil && (*n < 0 || *n > event.MaxAmount) {
					t.Fatalf("order %q of %d", o.ID, *n)
				}
			}
		}
	})
}
