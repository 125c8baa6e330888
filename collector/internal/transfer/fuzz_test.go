package transfer

import (
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// mostRead bounds how much a fuzz target reads of a source, which yields no more than its text
// has lines and a few results beside each.
const mostRead = 1 << 16

// drain reads a source to its end.
func drain(t *testing.T, s Source) (entries []Entry, refused int) {
	t.Helper()
	for range mostRead {
		entry, err := s.Next()
		var line *LineError
		switch {
		case errors.Is(err, io.EOF):
			return entries, refused
		case errors.As(err, &line):
			if line.Code == "" || line.Message == "" || line.Line < 0 {
				t.Fatalf("refused as %+v", line)
			}
			refused++
		case err != nil:
			return entries, refused
		default:
			importable(t, entry)
			entries = append(entries, entry)
		}
	}
	t.Fatal("it does not end")
	return nil, 0
}

// importable checks what a collector relies on: an object with an id, by which a second import
// is recognised.
func importable(t *testing.T, entry Entry) {
	t.Helper()
	var fields struct{ ID any }
	if err := json.Unmarshal(entry.Raw, &fields); err != nil {
		t.Fatalf("line %d is %s: %v", entry.Line, entry.Raw, err)
	}
	if fields.ID == nil || entry.Line < 1 {
		t.Fatalf("line %d has no id: %s", entry.Line, entry.Raw)
	}
}

// FuzzCSV reads tables by mappings, a word of the mapping on each line. Reading one twice gives
// the same events, whose values are exact, and no row is lost without a word.
func FuzzCSV(f *testing.F) {
	words := "name:=purchase\ntime=Date\nparams.transaction_id=Order\nparams.currency:=GBP\nitem.item_id=SKU\nitem.price=Price\nitem.quantity=Qty\n" +
		"keep:=Qty > 0\ngroup_by:=params.transaction_id\ntime_layout:=2006-01-02"
	f.Add(shopHeader+"A,1,Tea,2,2026-10-01,1.50,C1\nA,2,\"Cup, blue\",1,2026-10-01,4,C1\nB,1,Tea,-1,2026-10-02,1.5,\n", words)
	f.Add("Date,Name\n1763719200,a\n,b\nx\n", "name=Name\ntime=Date\ntime_layout:=unix")
	f.Add("Date;Name\n2026-11-21T10:00:00Z;\"a", "name=Name\ntime=Date\ndelimiter:=;")
	f.Add("\xef\xbb\xbfDate,Name\n2026-11-21T10:00:00Z,\x00\xff\n", "name=Name\ntime=Date")
	f.Add("\x1f\x8b", "name=a\ntime=b")
	f.Fuzz(func(t *testing.T, table, words string) {
		first, refused, skipped, ok := tabled(t, table, words)
		again, refusedAgain, skippedAgain, _ := tabled(t, table, words)
		if !reflect.DeepEqual(first, again) || refused != refusedAgain || skipped != skippedAgain {
			t.Fatalf("first %d events, %d refused, %d skipped, then %d, %d and %d", len(first), refused, skipped, len(again), refusedAgain, skippedAgain)
		}
		// Each row takes a line at least; an order that is left out is a line of its own.
		if rows := strings.Count(table, "\n") + strings.Count(table, "\r") + 1; ok && len(first)+skipped > rows {
			t.Fatalf("%d events and %d skipped of %d rows", len(first), skipped, rows)
		}
	})
}

func tabled(t *testing.T, table, words string) (entries []Entry, refused, skipped int, ok bool) {
	t.Helper()
	var m Mapping
	for word := range strings.Lines(words) {
		if m.Set(strings.TrimSuffix(word, "\n")) != nil {
			return nil, 0, 0, false
		}
	}
	text, err := Plain(strings.NewReader(table))
	if err != nil {
		return nil, 0, 0, false
	}
	source, err := NewCSV(io.LimitReader(text, 1<<20), m) // of a text that unpacks to gigabytes, the beginning
	if err != nil {
		return nil, 0, 0, false
	}
	entries, refused = drain(t, source)
	return entries, refused, source.Skipped(), !strings.HasPrefix(table, "\x1f\x8b")
}

// FuzzJSONL reads lines: each that is not empty is an event or refused, and the events that were
// read are read again as they are.
func FuzzJSONL(f *testing.F) {
	f.Add(`{"name":"x","time":1763719200000}` + "\n\n" + `{"name":"y","id":"a","time":"2026-11-21T10:00:00Z"}` + "\r\n{}\n[]\n{\"id\":null,\"time\":1}")
	f.Add(`{"name":"x","receipt":{"time":1}}` + "\n")
	f.Add("\xff\n\x00\n{\"time\":1,\"time\":2,\"\\u0000\":\"\xff\"}")
	f.Fuzz(func(t *testing.T, text string) {
		entries, refused := drain(t, NewJSONL(strings.NewReader(text)))
		lines := 0
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				lines++
			}
		}
		if len(entries)+refused != lines {
			t.Fatalf("%d events and %d refused of %d lines", len(entries), refused, lines)
		}
		for _, entry := range entries {
			if strings.ContainsAny(string(entry.Raw), "\r\n") {
				continue // a carriage return is white space within a line
			}
			again, _ := drain(t, NewJSONL(strings.NewReader(string(entry.Raw))))
			if len(again) != 1 || string(again[0].Raw) != string(entry.Raw) {
				t.Fatalf("%s is read again as %v", entry.Raw, again)
			}
		}
	})
}

// FuzzMapping reads mappings of JSON: one that is good is good again when it is written.
func FuzzMapping(f *testing.F) {
	f.Add(shopMapping)
	f.Add(`{"columns":{"name":"a","time":"b"},"values":{"name":{"x":"y"}},"numbers":["params.z"],"delimiter":"\t","time_zone":"local"}`)
	f.Add(`{"columns":null,"keep":[""]}{}`)
	f.Fuzz(func(t *testing.T, text string) {
		var m Mapping
		if m.Load(strings.NewReader(text)) != nil || m.Validate() != nil {
			return
		}
		written, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var again Mapping
		if err := errors.Join(again.Load(strings.NewReader(string(written))), again.Validate()); err != nil {
			t.Fatalf("%s is good, and not when written as %s: %v", text, written, err)
		}
	})
}

// FuzzCondition holds conditions to a plain reading: texts are compared as texts, numbers as
// numbers of any length.
func FuzzCondition(f *testing.F) {
	f.Add("Quantity > 0", "0.0000000000000000000001")
	f.Add("Total <= 99999999999999999999", "100000000000000000000")
	f.Add("Order !^= C", "C123")
	f.Add("Order !=", "")
	f.Add("A = B = C", "B = C")
	f.Fuzz(func(t *testing.T, text, cell string) {
		c, err := parseCondition(text)
		if err != nil {
			return
		}
		holds, err := c.holds(cell)
		left, right := new(big.Rat), new(big.Rat)
		switch c.op {
		case "=", "!=":
			if err != nil || holds != ((cell == c.value) == (c.op == "=")) {
				t.Fatalf("%q of %q: %v, %v", text, cell, holds, err)
			}
			return
		case "^=", "!^=":
			if err != nil || holds != (strings.HasPrefix(cell, c.value) == (c.op == "^=")) {
				t.Fatalf("%q of %q: %v, %v", text, cell, holds, err)
			}
			return
		}
		if err != nil {
			return
		}
		_, ok := left.SetString(cell)
		_, ok2 := right.SetString(c.value)
		order := left.Cmp(right)
		want := map[string]bool{"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[c.op]
		if !ok || !ok2 || holds != want {
			t.Fatalf("%q of %q: %v, want %v", text, cell, holds, want)
		}
	})
}

// FuzzProduct holds sums of prices times quantities to arithmetic without bounds.
func FuzzProduct(f *testing.F) {
	f.Add("1.50", "2", "0.1", "3")
	f.Add("-922337203685477.5807", "1000", "99999999999999999999999999999999999999", "-0.001")
	f.Fuzz(func(t *testing.T, price, quantity, price2, quantity2 string) {
		for _, text := range []string{price, quantity, price2, quantity2} {
			if checkNumber(text) != nil {
				return
			}
		}
		sum := product(price, quantity)
		sum.add(product(price2, quantity2))
		exact := func(a, b string) *big.Rat { return new(big.Rat).Mul(rational(a), rational(b)) }
		want := new(big.Rat).Add(exact(price, quantity), exact(price2, quantity2))
		got, ok := new(big.Rat).SetString(sum.text())
		if !ok || got.Cmp(want) != 0 {
			t.Fatalf("%s times %s and %s times %s are %s, want %s", price, quantity, price2, quantity2, sum.text(), want.FloatString(8))
		}
		if _, _, err := event.ParseAmount(sum.text(), 2); errors.Is(err, event.ErrNotDecimal) {
			t.Fatalf("%q is no number of the contract", sum.text())
		}
	})
}
