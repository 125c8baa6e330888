package reconcile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// mostBad is how many bad lines are named; the others are counted.
const mostBad = 1000

// Money says how a site counts money.
type Money struct {
	Currency string                    // of orders that state none
	Digits   func(currency string) int // minor digits
}

// Export is a shop's list of orders.
type Export struct {
	Orders []Order
	Bad    []transfer.LineError // the first 1,000 lines that are no orders
	BadAll int                  // how many there are
}

// The codes of bad lines beyond those of transfer; they are the contract's.
const (
	codeMissingTransaction = "missing_transaction_id"
	codeInvalidTime        = "invalid_time"
	codeInvalidValue       = "invalid_value"
	codeInvalidCurrency    = "invalid_currency"
)

// Prepare completes a mapping for a list of orders: each row is a purchase, and
// transaction_id, value, currency, status and refunded may be written without params before
// them.
func Prepare(words []string) (transfer.Mapping, error) {
	m := transfer.Mapping{Constants: map[string]string{"name": event.NamePurchase}}
	for _, word := range words {
		if strings.HasPrefix(word, "{") {
			if err := m.Load(strings.NewReader(word)); err != nil {
				return m, err
			}
			continue
		}
		if err := m.Set(word); err != nil {
			return m, err
		}
	}
	for field, param := range params {
		move(m.Columns, field, param)
		move(m.Constants, field, param)
		move(m.Values, field, param)
		if m.GroupBy == field {
			m.GroupBy = param
		}
	}
	return m, nil
}

// move gives what is said of a field to another one.
func move[V any](of map[string]V, from, to string) {
	if v, said := of[from]; said {
		delete(of, from)
		of[to] = v
	}
}

// params are where an event has what is read of an order beside its time. To events a status
// is a server's number, so an order's has a name of its own.
var params = map[string]string{
	"transaction_id": "params.transaction_id", "value": "params.value", "currency": "params.currency",
	"refunded": "params.refunded", "status": "params.order_status", "params.status": "params.order_status",
}

// Read reads all orders of a file. An error means that the file could not be read to its end.
func Read(from transfer.Source, money Money) (Export, error) {
	var out Export
	for {
		entry, err := from.Next()
		var bad *transfer.LineError
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &bad):
		case err != nil:
			return out, err
		default:
			var order Order
			if order, bad = read(entry, money); bad == nil {
				out.Orders = append(out.Orders, order)
				continue
			}
		}
		if out.BadAll++; out.BadAll <= mostBad {
			out.Bad = append(out.Bad, *bad)
		}
	}
}

// read makes an order of a line: of an event as a mapping makes it, or of the fields by
// themselves.
func read(entry transfer.Entry, money Money) (Order, *transfer.LineError) {
	o := Order{Line: entry.Line, Currency: money.Currency}
	bad := func(code, field, message string) *transfer.LineError {
		return &transfer.LineError{Line: entry.Line, Code: code, Field: field, Message: message}
	}
	var line event.Params
	decoder := json.NewDecoder(bytes.NewReader(entry.Raw))
	decoder.UseNumber()
	if err := decoder.Decode(&line); err != nil {
		return o, bad("unreadable", "", err.Error())
	}
	text := func(field string) string {
		if inner, nested := line["params"].(map[string]any); nested && inner[field] != nil {
			return event.Params(inner).Text(field)
		}
		return line.Text(field)
	}
	var err error
	if o.Time, err = instant(line.Text("time")); err != nil {
		return o, bad(codeInvalidTime, "time", err.Error())
	}
	if o.ID = text("transaction_id"); o.ID == "" {
		return o, bad(codeMissingTransaction, "transaction_id", "an order is known by its transaction id")
	}
	if currency := text("currency"); currency != "" {
		o.Currency = currency
	}
	if _, known := event.MinorDigits(o.Currency); !known {
		return o, bad(codeInvalidCurrency, "currency", fmt.Sprintf("%q is not an ISO 4217 code", o.Currency))
	}
	if o.Value, err = amount(text("value"), money.Digits(o.Currency)); err != nil {
		return o, bad(codeInvalidValue, "value", err.Error())
	}
	if o.Refunded, err = amount(text("refunded"), money.Digits(o.Currency)); err != nil {
		return o, bad(codeInvalidValue, "refunded", err.Error())
	}
	o.state(cmp.Or(text("order_status"), text("status")))
	return o, nil
}

// state takes in what a shop calls the state of an order. All other words leave it standing.
func (o *Order) state(word string) {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "cancelled", "canceled", "void", "voided", "failed":
		o.Cancelled = true
	case "refunded":
		if o.Refunded == nil {
			o.Refunded = o.Value
		}
	}
}

// instant reads a time as the contract writes it: RFC 3339, or Unix milliseconds.
func instant(text string) (int64, error) {
	if ms, err := strconv.ParseInt(text, 10, 64); err == nil {
		return ms, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, fmt.Errorf("%.40q is no time", text)
	}
	return t.UnixMilli(), nil
}

// amount reads money that is not negative, nil where none is stated.
func amount(text string, digits int) (*int64, error) {
	if text == "" {
		return nil, nil
	}
	minor, _, err := event.ParseAmount(text, digits)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%.40q is no amount", text)
	case minor < 0 || minor > event.MaxAmount:
		return nil, fmt.Errorf("%.40q is less than nothing or too much", text)
	}
	return &minor, nil
}
