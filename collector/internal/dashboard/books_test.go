package dashboard_test

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// What a file's columns are is guessed from their heads, in the languages of the heads.
func testSheets(t *testing.T, p *browser.Page) {
	for _, c := range []struct {
		text, delimiter            string
		heads                      []string
		order, time, value, layout string
	}{
		{"\ufeffOrder ID,Date,\"Total, gross\",Currency\r\n\"T-1\",2026-10-01 12:00:00,\"1,200.50\",EUR\r\n", ",", []string{"Order ID", "Date", "Total, gross", "Currency"}, "Order ID", "Date", "Total, gross", "2006-01-02 15:04:05"},
		{"تاریخ;مبلغ کل;شماره سفارش\n2026-10-01;900000;T-1\n", ";", []string{"تاریخ", "مبلغ کل", "شماره سفارش"}, "شماره سفارش", "تاریخ", "مبلغ کل", "2006-01-02"},
		{"رقم الطلب\tالتاريخ\tالمبلغ\nT-1\t25/10/2026\t12\n", "\t", []string{"رقم الطلب", "التاريخ", "المبلغ"}, "رقم الطلب", "التاريخ", "المبلغ", "02/01/2006"},
		{"id,created_at,amount\n7,10/25/2026,\"a \"\"b\"\"\nc\"\n", ",", []string{"id", "created_at", "amount"}, "id", "created_at", "amount", "01/02/2006"},
		{"invoice,paid at,sum\nT,1790000000,3", ",", []string{"invoice", "paid at", "sum"}, "invoice", "paid at", "sum", "unix"},
	} {
		var got struct {
			Delimiter                  string
			Heads                      []string
			Rows                       [][]string
			Order, Time, Value, Layout string
		}
		p.Eval(`((s) => { const g = probe.guess(s.heads); return {Delimiter: s.delimiter, Heads: s.heads, Rows: s.rows, Order: g.order, Time: g.time, Value: g.value,
			Layout: probe.layoutOf(s.rows[0][s.heads.indexOf(g.time)])} })(probe.readSheet(`+quoted(c.text)+`))`, &got)
		if got.Delimiter != c.delimiter || !slices.Equal(got.Heads, c.heads) || got.Order != c.order || got.Time != c.time || got.Value != c.value || got.Layout != c.layout {
			t.Errorf("%q is read as %+v", c.text, got)
		}
		if len(got.Rows) != 1 || len(got.Rows[0]) != len(c.heads) {
			t.Errorf("%q has the rows %q", c.text, got.Rows)
		}
	}
}

// A shop's own list of orders is held against Safar's.
func testBooks(t *testing.T, b *browser.Browser, c *collector) {
	entry := func(value, currency string) object {
		return object{"time": "2026-11-12T10:00:00+03:30", "value": value, "currency": currency, "refunded": nil, "cancelled": false}
	}
	c.answer("POST reconcile", with(head(), object{"matched": 212, "shop": object{"orders": 216, "value": "2790000000", "currencies": list{object{"currency": "EUR", "value": "12.50"}}}, "safar": object{"orders": 215, "value": "2760600000"},
		"differences": list{
			object{"order": "T-1", "kind": "missing_here", "shop": entry("12900000", "IRR"), "safar": nil},
			object{"order": "T-2", "kind": "value", "shop": entry("900000", "IRR"), "safar": entry("890000", "IRR")},
			object{"order": "T-3", "kind": "twice", "shop": entry("12.50", "EUR"), "safar": entry("12.50", "EUR")},
			object{"order": "T-4", "kind": "cancelled", "shop": entry("900000", "IRR"), "safar": with(entry("900000", "IRR"), object{"refunded": "50000", "cancelled": true})},
		}, "left_out": 2, "bad": 1203, "bad_lines": list{object{"line": 17, "code": "invalid_value", "message": "“x” is no amount"}}}))
	const orders = "Order;Created;Total;Currency;Status\nT-1;12/11/2026 10:00;12900000;IRR;paid\n"
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(orders), 0o600); err != nil {
		t.Fatal(err)
	}
	p := b.Shopper(t)
	p.Open(c.URL + "/books?lang=en&range=7d")
	p.Wait(ready)
	choose(p, path)
	p.Wait(`document.querySelectorAll(".mapping select").length === 7`)
	var guessed []string
	p.Eval(`[...document.querySelectorAll(".mapping select")].map((s) => s.value)`, &guessed)
	if !slices.Equal(guessed, []string{"Order", "Created", "Total", "Currency", "Status", "", "02/01/2006 15:04"}) {
		t.Errorf("the columns are taken for %q", guessed)
	}
	for _, violation := range p.Violations() {
		t.Errorf("with a file chosen: %s", violation)
	}
	p.Click(".books .button")
	p.Wait(`document.querySelector("#differences") && ` + ready)
	asked, err := url.ParseQuery(c.await(t, "POST reconcile", "map="))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"params.transaction_id=Order", "time=Created", "params.value=Total", "params.currency=Currency", "params.status=Status", "time_zone:=Asia/Tehran", "time_layout:=02/01/2006 15:04", "delimiter:=;"}
	if !slices.Equal(asked["map"], want) || asked.Get("site") != "main" || asked.Get("from") == "" {
		t.Errorf("asked %v", asked)
	}
	if sent := c.sent(); !slices.Contains(sent, "POST reconcile "+orders) {
		t.Errorf("sent %q", sent)
	}
	says(t, p, map[string]string{
		".sums": "The same on both sides 212 Differences 6 Your list 216 orders, 2,790,000,000 rial + €12.50 Safar 215 orders, 2,760,600,000 rial",
		"section[aria-labelledby=differences] tbody tr:nth-child(1)": "T-1 What Not in Safar Your list 12,900,000 rial",
		"section[aria-labelledby=differences] tbody tr:nth-child(2)": "Another amount Your list 900,000 rial",
		"section[aria-labelledby=differences] tbody tr:nth-child(3)": "Twice in your list Your list €12.50",
		"section[aria-labelledby=differences] tbody tr:nth-child(4)": "900,000 rial 50,000 rial refunded cancelled",
		"section[aria-labelledby=differences] summary":               "Lines that could not be read: 1,203",
		"section[aria-labelledby=differences]":                       "2 more are in the file.",
		"section[aria-labelledby=differences] details":               "17 What is wrong “x” is no amount",
	})
	p.Click(".download .button")
	c.await(t, "POST reconcile", "format=csv")

	// What is no table is not sent.
	other := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(other, []byte(strings.Repeat("no table here\n", 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	choose(p, other)
	p.Wait(`document.querySelector(".books [role=alert]").textContent.includes("There is no table in this file")`)
	quiet(t, p)
}

// choose puts a file into the field for files.
func choose(p *browser.Page, path string) {
	p.Do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{path}))
}
