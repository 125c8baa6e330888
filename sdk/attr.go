package sdk

import (
	"math"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Attr is one fact of an event, made by the functions below. Most become params of their
// key; ID, At, Touchpoint, Cart, Checkout, Customer and Surface are fields of the event
// itself and go before what the scope says. Of two with the same key the last one counts.
type Attr struct {
	kind  attrKind
	key   string
	text  string
	num   uint64
	items []Item
}

type attrKind uint8

const (
	attrNone attrKind = iota
	attrText
	attrInt
	attrFloat
	attrBool
	attrAmount
	attrItems
	attrReason
	// The fields of an event, as opposed to its params, begin here.
	attrID
	attrAt
	attrTouchpoint
	attrCart
	attrCheckout
	attrCustomer
	attrSurface
)

// String is a text. An empty one is not sent; one beyond 4 KiB is cut.
func String(k, v string) Attr { return Attr{kind: attrText, key: k, text: v} }

// Int is a whole number.
func Int(k string, v int64) Attr { return Attr{kind: attrInt, key: k, num: uint64(v)} }

// Float is a number; never use it for money. What is no number (NaN) or infinite is not
// sent.
func Float(k string, v float64) Attr {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Attr{}
	}
	return Attr{kind: attrFloat, key: k, num: math.Float64bits(v)}
}

// Bool is true or false.
func Bool(k string, v bool) Attr {
	a := Attr{kind: attrBool, key: k}
	if v {
		a.num = 1
	}
	return a
}

// Dur is a span of time, sent in whole milliseconds.
func Dur(k string, v time.Duration) Attr { return Int(k, v.Milliseconds()) }

// Amount is money: the param k in major units, and with it the event's currency. An event
// has one currency, that of its first amount; amounts in another are left out and counted
// in Stats.Trimmed. Money without a currency is not sent.
func Amount(k string, m Money) Attr {
	if m.Currency == "" {
		return Attr{}
	}
	return Attr{kind: attrAmount, key: k, text: m.Currency, num: uint64(m.Minor)}
}

// Items are the products of an event, of which the first 200 or 64 KiB are sent.
func Items(items ...Item) Attr {
	if len(items) == 0 {
		return Attr{}
	}
	return Attr{kind: attrItems, key: "items", items: items}
}

// ID names the event: 1 to 64 visible ASCII characters. Together with At it makes sending
// it twice harmless, from a job that is run again for example. Without it every call is an
// event of its own.
func ID(id string) Attr { return Attr{kind: attrID, text: id} }

// At is when it happened, to the millisecond. Without it, or for the zero time, that is now.
func At(t time.Time) Attr {
	if t.IsZero() {
		return Attr{}
	}
	return Attr{kind: attrAt, num: uint64(t.UnixMilli())}
}

// Touchpoint names where customer and shop met, 1 to 128 characters.
func Touchpoint(name string) Attr { return Attr{kind: attrTouchpoint, text: name} }

// Cart is the cart that the event is about, 1 to 128 characters.
func Cart(id string) Attr { return Attr{kind: attrCart, text: id} }

// Checkout is the checkout that the event is about, 1 to 128 characters.
func Checkout(id string) Attr { return Attr{kind: attrCheckout, text: id} }

// Customer is whose event it is, by the shop's own id of 1 to 128 characters. It is sent
// only with full consent.
func Customer(id string) Attr { return Attr{kind: attrCustomer, text: id} }

// Surface is where it happened. On SurfaceStore and SurfacePhone the browser of a request is
// that of the staff: neither it nor its visitor, page or consent go with the event.
func Surface(s event.Surface) Attr { return Attr{kind: attrSurface, text: string(s)} }

// Reason says why something stood in the shopper's way: code is one of event.Reasons, detail
// the shop's own words.
func Reason(code, detail string) Attr { return Attr{kind: attrReason, key: code, text: detail} }
