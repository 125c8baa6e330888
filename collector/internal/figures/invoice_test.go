package figures

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// line is a line of Online Retail that a customer bought.
type line struct {
	invoice, product string
	quantity         int64
	at               string // as written, in London
	price            mils
	customer         string
	whole            string // all columns, to find lines that repeat another
}

func (l *line) value() mils   { return mils(l.quantity) * l.price }
func (l *line) month() string { return l.at[:len("2011-09")] }

const retailColumns = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"

// bought reads the lines that have a customer and a quantity above 0, and says how many
// lines there are in all.
func bought(t *testing.T, path string) (lines []line, all int) {
	t.Helper()
	read(t, path, retailColumns, func(f []string) {
		all++
		quantity, err := strconv.ParseInt(f[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if f[6] == "" || quantity <= 0 {
			return
		}
		lines = append(lines, line{
			invoice: f[0], product: f[1], quantity: quantity, at: f[4], price: price(t, f[5]),
			customer: strings.TrimSuffix(f[6], ".0"), whole: strings.Join(f, "\x00"),
		})
	})
	return lines, all
}

// priced are the lines that are not free.
func priced(lines []line) []line {
	var some []line
	for _, l := range lines {
		if l.price > 0 {
			some = append(some, l)
		}
	}
	return some
}

// distinct are the lines whose key no line before them has.
func distinct(lines []line, key func(*line) string) []line {
	seen := map[string]bool{}
	var some []line
	for i := range lines {
		if k := key(&lines[i]); !seen[k] {
			seen[k] = true
			some = append(some, lines[i])
		}
	}
	return some
}

// exactly is equal for lines that are the same in every column.
func exactly(l *line) string { return l.whole }

// onOneDay is equal for lines that are the same but for the hour and the minute.
func onOneDay(l *line) string { return strings.Replace(l.whole, l.at, l.at[:len(time.DateOnly)], 1) }

// invoice is the lines of one invoice number.
type invoice struct {
	number, customer string
	at               string // of its first line
	value            mils
	lines            []line
}

// invoices gathers lines by invoice number.
func invoices(t *testing.T, lines []line) []invoice {
	t.Helper()
	var list []invoice
	place := map[string]int{}
	for _, l := range lines {
		n, known := place[l.invoice]
		if !known {
			n = len(list)
			place[l.invoice] = n
			list = append(list, invoice{number: l.invoice, customer: l.customer, at: l.at})
		}
		in := &list[n]
		if in.customer != l.customer || strings.HasPrefix(l.invoice, "C") {
			t.Fatalf("invoice %s is of two customers or a credit note", l.invoice)
		}
		in.at = min(in.at, l.at)
		in.value += l.value()
		in.lines = append(in.lines, l)
	}
	return list
}

// purchase is the event that a shop's backend would have sent, without its items.
func (in *invoice) purchase(t *testing.T, london *time.Location) event.Event {
	t.Helper()
	at, err := time.ParseInLocation(time.DateTime, in.at, london)
	if err != nil {
		t.Fatal(err)
	}
	return event.Event{
		ID: "invoice-" + in.number, Name: event.NamePurchase, Time: at, CustomerID: in.customer, Surface: event.SurfaceWeb,
		Params: event.Params{"transaction_id": in.number, "currency": "GBP", "value": json.Number(in.value.String())},
	}
}

// items are the lines as a purchase carries them; none when there are more than it may.
func (in *invoice) items() []event.Item {
	if len(in.lines) > event.MaxItems {
		return nil
	}
	items := make([]event.Item, len(in.lines))
	for i, l := range in.lines {
		items[i] = event.Item{ID: l.product, Price: json.Number(l.price.String()), Quantity: json.Number(strconv.FormatInt(l.quantity, 10))}
	}
	return items
}
