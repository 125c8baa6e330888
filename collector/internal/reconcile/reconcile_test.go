package reconcile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/reconcile"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

var october = reconcile.Range{From: at("2026-10-01T00:00:00Z"), To: at("2026-11-01T00:00:00Z")}

func at(text string) int64 {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t.UnixMilli()
}

// order reads "T1 2026-10-02T10:00:00Z 100EUR refunded=5 cancelled"; ? is no value.
func order(text string) reconcile.Order {
	w := strings.Fields(text)
	o := reconcile.Order{ID: w[0], Time: at(w[1]), Currency: w[2][len(w[2])-3:]}
	if amount := w[2][:len(w[2])-3]; amount != "?" {
		o.Value = number(amount)
	}
	for _, word := range w[3:] {
		if refunded, found := strings.CutPrefix(word, "refunded="); found {
			o.Refunded = number(refunded)
		}
		o.Cancelled = o.Cancelled || word == "cancelled"
	}
	return o
}

func number(text string) *int64 {
	var n int64
	if _, err := fmt.Sscan(text, &n); err != nil {
		panic(err)
	}
	return &n
}

func orders(text string) (list []reconcile.Order) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			list = append(list, order(line))
		}
	}
	return list
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct{ name, shop, safar, want string }{
		{"agree", "T1 2026-10-02T10:00:00Z 100EUR", "T1 2026-10-02T10:00:05Z 100EUR refunded=0", "1 matched, shop [{EUR 1 100}], safar [{EUR 1 100}]:"},
		{"nothing", "", "", "0 matched, shop [], safar []:"},
		{"missing here", "T1 2026-10-02T10:00:00Z 100EUR", "", "0 matched, shop [{EUR 1 100}], safar []: T1 missing_here"},
		{"missing there", "", "T1 2026-10-02T10:00:00Z 100EUR", "0 matched, shop [], safar [{EUR 1 100}]: T1 missing_there"},
		{"ids are texts", "1 2026-10-02T10:00:00Z 100EUR", "01 2026-10-02T10:00:01Z 100EUR", "0 matched, shop [{EUR 1 100}], safar [{EUR 1 100}]: 1 missing_here, 01 missing_there"},
		{"value", "T1 2026-10-02T10:00:00Z 100EUR", "T1 2026-10-02T10:00:00Z 101EUR", "0 matched, shop [{EUR 1 100}], safar [{EUR 1 101}]: T1 value"},
		{"no value to compare", "T1 2026-10-02T10:00:00Z ?EUR", "T1 2026-10-02T10:00:00Z 101EUR", "1 matched, shop [{EUR 1 0}], safar [{EUR 1 101}]:"},
		{"currency before value", "T1 2026-10-02T10:00:00Z 100USD", "T1 2026-10-02T10:00:00Z 101EUR", "0 matched, shop [{USD 1 100}], safar [{EUR 1 101}]: T1 currency"},
		{"refund", "T1 2026-10-02T10:00:00Z 100EUR refunded=50", "T1 2026-10-02T10:00:00Z 100EUR refunded=0", "0 matched, shop [{EUR 1 100}], safar [{EUR 1 100}]: T1 refunded"},
		{"value and refund", "T1 2026-10-02T10:00:00Z 90EUR refunded=50", "T1 2026-10-02T10:00:00Z 100EUR refunded=0", "0 matched, shop [{EUR 1 90}], safar [{EUR 1 100}]: T1 value, T1 refunded"},
		{"cancelled there", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "T1 2026-10-02T10:00:00Z 100EUR", "0 matched, shop [], safar [{EUR 1 100}]: T1 cancelled"},
		{"cancelled here", "T1 2026-10-02T10:00:00Z 100EUR", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "0 matched, shop [{EUR 1 100}], safar []: T1 cancelled"},
		{"cancelled on both sides", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "0 matched, shop [], safar []:"},
		{"cancelled there, never here", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "", "0 matched, shop [], safar []:"},
		{"cancelled here, never there", "", "T1 2026-10-02T10:00:00Z 100EUR cancelled", "0 matched, shop [], safar []:"},
		{"twice", "T1 2026-10-02T10:00:00Z 100EUR\nT1 2026-10-02T10:00:00Z 100EUR", "T1 2026-10-02T10:00:00Z 100EUR", "1 matched, shop [{EUR 1 100}], safar [{EUR 1 100}]: T1 twice"},
		{"twice and missing", "T1 2026-10-02T10:00:00Z 100EUR\nT1 2026-10-03T10:00:00Z 100EUR", "", "0 matched, shop [{EUR 1 100}], safar []: T1 missing_here, T1 twice"},
		{"an id used again", "T1 2026-10-20T10:00:00Z 300EUR\nT1 2026-09-02T10:00:00Z 200EUR", "T1 2026-09-02T10:00:00Z 200EUR\nT1 2026-10-20T10:00:00Z 300EUR", "1 matched, shop [{EUR 1 300}], safar [{EUR 1 300}]:"},
		{"not of the range", "T1 2026-09-02T10:00:00Z 100EUR\nT2 2026-11-01T00:00:00Z 100EUR", "", "0 matched, shop [], safar []:"},
		{"ours a second later", "T1 2026-10-31T23:59:59Z 100EUR", "T1 2026-11-01T00:00:00Z 100EUR", "1 matched, shop [{EUR 1 100}], safar []:"},
		{"theirs a second earlier", "T1 2026-09-30T23:59:59Z 100EUR", "T1 2026-10-01T00:00:00Z 101EUR", "0 matched, shop [], safar [{EUR 1 101}]: T1 value"},
		{"currencies stand apart", "T1 2026-10-02T10:00:00Z 100EUR\nT2 2026-10-02T10:00:00Z 5IRR\nT3 2026-10-02T10:00:00Z 7EUR", "", "0 matched, shop [{EUR 2 107} {IRR 1 5}], safar []: T1 missing_here, T2 missing_here, T3 missing_here"},
		{"in the order of time", "B 2026-10-03T10:00:00Z 1EUR\nA 2026-10-03T10:00:00Z 1EUR", "C 2026-10-02T10:00:00Z 1EUR", "0 matched, shop [{EUR 2 2}], safar [{EUR 1 1}]: C missing_there, A missing_here, B missing_here"},
	} {
		r := reconcile.Compare(orders(tt.shop), orders(tt.safar), october)
		var differences []string
		for _, d := range r.Differences {
			differences = append(differences, d.ID+" "+string(d.Kind))
		}
		got := strings.TrimSpace(fmt.Sprintf("%d matched, shop %v, safar %v: %s", r.Matched, r.Shop, r.Safar, strings.Join(differences, ", ")))
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestNamesAreLookedUpOnceAndOnlyWhereTheyMatter(t *testing.T) {
	got := reconcile.Names(orders("T2 2026-10-02T10:00:00Z 1EUR\nT1 2026-10-02T10:00:00Z 1EUR\nT1 2026-10-03T10:00:00Z 1EUR\nT3 2026-09-02T10:00:00Z 1EUR\nT4 2026-10-02T10:00:00Z 1EUR cancelled"), october)
	if fmt.Sprint(got) != "[T1 T2]" {
		t.Errorf("names %v", got)
	}
}

var money = reconcile.Money{Currency: "EUR", Digits: func(currency string) int {
	return map[string]int{"EUR": 2, "IRR": 0}[currency]
}}

func table(t *testing.T, text string, words ...string) reconcile.Export {
	t.Helper()
	m, err := reconcile.Prepare(words)
	if err != nil {
		t.Fatal(err)
	}
	source, err := transfer.NewCSV(strings.NewReader(text), m)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, source)
}

func read(t *testing.T, source transfer.Source) reconcile.Export {
	t.Helper()
	export, err := reconcile.Read(source, money)
	if err != nil {
		t.Fatal(err)
	}
	return export
}

func written(e reconcile.Export) string {
	var b strings.Builder
	for _, o := range e.Orders {
		fmt.Fprintf(&b, "%s %s", o.ID, time.UnixMilli(o.Time).UTC().Format("2006-01-02T15:04"))
		for _, amount := range []*int64{o.Value, o.Refunded} {
			if amount == nil {
				b.WriteString(" ?")
			} else {
				fmt.Fprintf(&b, " %d", *amount)
			}
		}
		fmt.Fprintf(&b, " %s", o.Currency)
		if o.Cancelled {
			b.WriteString(" cancelled")
		}
		b.WriteString("\n")
	}
	for _, bad := range e.Bad {
		fmt.Fprintf(&b, "line %d: %s %s\n", bad.Line, bad.Code, bad.Field)
	}
	return b.String()
}

func TestReadTable(t *testing.T) {
	got := written(table(t, `Order,Date,Total,Cur,State,Back
T1,2026-10-02 10:00,12.90,EUR,completed,
007,2026-10-02 10:01,0.1,,Cancelled,
T3,2026-10-02 10:02,1290,IRR,refunded,
T4,2026-10-02 10:03,5,EUR,refunded,2.5
T5,2026-10-02 10:04,,EUR,,
,2026-10-02 10:05,5,EUR,,
T7,tomorrow,5,EUR,,
T8,2026-10-02 10:07,"1,000",EUR,,
T9,2026-10-02 10:08,5,EURO,,
T10,2026-10-02 10:09,5,EUR,,-1
T11,2026-10-02 10:10,5
`, "transaction_id=Order", "time=Date", "time_layout:=2006-01-02 15:04", "time_zone:=Asia/Tehran", "value=Total", "params.currency=Cur", "status=State", "refunded=Back"))
	const want = `T1 2026-10-02T06:30 1290 ? EUR
007 2026-10-02T06:31 10 ? EUR cancelled
T3 2026-10-02T06:32 1290 1290 IRR
T4 2026-10-02T06:33 500 250 EUR
T5 2026-10-02T06:34 ? ? EUR
line 7: missing_transaction_id transaction_id
line 8: invalid_time time
line 9: invalid_value params.value
line 10: invalid_currency currency
line 11: invalid_value refunded
line 12: unreadable 
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestReadTableOfItems(t *testing.T) {
	got := written(table(t, `Order,Date,Price,Qty
T1,2026-10-02T10:00:00Z,0.10,3
T1,2026-10-02T10:00:00Z,0.20,1
T2,2026-10-02T10:01:00Z,5,1
`, `{"columns":{"transaction_id":"Order","time":"Date","item.price":"Price"},"group_by":"transaction_id"}`, "item.quantity=Qty"))
	if want := "T1 2026-10-02T10:00 50 ? EUR\nT2 2026-10-02T10:01 500 ? EUR\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestReadLines(t *testing.T) {
	got := written(read(t, transfer.NewJSONL(strings.NewReader(`{"transaction_id":"T1","time":"2026-10-02T10:00:00Z","value":12.90,"currency":"EUR","status":"void","refunded":"1.10"}
{"transaction_id":7,"time":1790935200000,"value":"5"}
{"name":"purchase","time":"2026-10-02T10:00:00Z","params":{"transaction_id":"T3","value":5,"currency":"IRR"}}
{"transaction_id":"T4","value":5}
nonsense
`))))
	const want = "T1 2026-10-02T10:00 1290 110 EUR cancelled\n7 2026-10-02T10:00 500 ? EUR\nT3 2026-10-02T10:00 5 ? IRR\nline 4: invalid_time time\nline 5: unreadable \n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestMappingsThatCannotBe(t *testing.T) {
	for _, word := range []string{"transaction_id", "{", `{"unknown":1}`} {
		if _, err := reconcile.Prepare([]string{word}); err == nil {
			t.Errorf("%s is taken", word)
		}
	}
}
