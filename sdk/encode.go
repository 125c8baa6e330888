package sdk

import (
	"math"
	"strconv"

	"github.com/safar-cx/safar/sdk/event"
)

// record is one event before it is written: what is known of it beside its params.
type record struct {
	name string
	id   string // made up when empty
	time int64  // Unix milliseconds
	// environment is the client's.
	environment event.Environment
	touchpoint  string
	checkout    string
	Scope
}

// states tells whether any of the attributes is a field of the event.
func states(attrs []Attr) bool {
	for i := range attrs {
		if attrs[i].kind >= attrID {
			return true
		}
	}
	return false
}

// with returns the record with the attributes that are fields of the event. An empty text
// leaves what is there, so that a typed call without a cart keeps the scope's.
//
// It takes and gives the record by value, and nothing here keeps a string behind a pointer:
// only so can the compiler see that what a caller passes to Track need not be on the heap.
func (r record) with(attrs []Attr) record {
	for i := range attrs {
		a := &attrs[i]
		if a.text == "" && a.kind != attrAt {
			continue
		}
		switch a.kind {
		case attrID:
			r.id = a.text
		case attrAt:
			r.time = int64(a.num)
		case attrTouchpoint:
			r.touchpoint = a.text
		case attrCart:
			r.CartID = a.text
		case attrCheckout:
			r.checkout = a.text
		case attrCustomer:
			r.CustomerID = a.text
		case attrSurface:
			r.Surface = event.Surface(a.text)
		}
	}
	return r
}

// withheld returns the record without what the visitor did not agree to. An event without
// consent keeps nothing but its name, which the collector counts.
func (r record) withheld() record {
	switch r.Consent {
	case event.ConsentAnonymous:
		r.VisitorID, r.CustomerID = "", ""
	case event.ConsentNone:
		return record{name: r.name, time: r.time, Scope: Scope{Consent: event.ConsentNone}}
	}
	return r
}

// encoder writes events into a buffer. It holds nothing but what one event needs while it is
// written.
type encoder struct {
	b             []byte
	code, codeEnd int  // where in b the event's currency stands, once an amount has one
	trimmed       bool // whether something was cut or left out
}

// appendEvent writes an event's JSON and the end that says of which kind it is. An id is made
// of the time now, in Unix milliseconds.
func appendEvent(b []byte, r *record, ids *ids, attrs []Attr, now int64, valued bool) (_ []byte, trimmed bool) {
	e := encoder{b: append(b, `{"id":"`...)}
	if r.id != "" && r.Consent != event.ConsentNone {
		e.b = e.b[:len(e.b)-1]
		e.string(r.id, 0, false)
	} else {
		e.b = append(ids.append(e.b, now), '"')
	}
	e.field(`,"name":"`, r.name, 0)
	e.b = strconv.AppendInt(append(e.b, `,"time":`...), r.time, 10)
	e.field(`,"consent":"`, string(r.Consent), 0)
	e.field(`,"environment":"`, string(r.environment), 0)
	e.field(`,"visitor_id":"`, r.VisitorID, 0)
	e.field(`,"customer_id":"`, r.CustomerID, 0)
	e.field(`,"surface":"`, string(r.Surface), 0)
	e.field(`,"touchpoint":"`, r.touchpoint, 0)
	e.field(`,"cart_id":"`, r.CartID, 0)
	e.field(`,"checkout_id":"`, r.checkout, 0)
	if r.Page != (event.Page{}) {
		e.page(&r.Page, &r.origin)
	}
	if r.Client != (event.Client{}) {
		e.client(&r.Client)
	}
	if r.Consent != event.ConsentNone {
		e.params(attrs)
	}
	e.b = append(e.b, '}')
	if valued {
		return append(e.b, preciousEnd...), e.trimmed
	}
	return append(e.b, ordinaryEnd...), e.trimmed
}

func (e *encoder) page(p *event.Page, o *origin) {
	e.b = append(e.b, `,"page":`...)
	from := len(e.b)
	e.url(p.URL, o)
	e.field(`,"referrer":"`, p.Referrer, event.MaxURL)
	e.field(`,"title":"`, p.Title, event.MaxTitle)
	e.object(from)
}

// url writes where a page is: whole, or of its parts.
func (e *encoder) url(url string, o *origin) {
	if o.host == "" || url == "" {
		e.field(`,"url":"`, url, event.MaxURL)
		return
	}
	if o.secure {
		e.b = append(e.b, `,"url":"https://`...)
	} else {
		e.b = append(e.b, `,"url":"http://`...)
	}
	if len(o.host)+len(url) <= maxItemText && plain(o.host) && plain(url) {
		e.b = append(append(append(e.b, o.host...), url...), '"')
		return
	}
	from := len(e.b)
	e.string(o.host, maxItemText, false)
	e.joins(from)
	from = len(e.b)
	e.string(url, event.MaxURL-maxItemText-len("https://"), false)
	e.joins(from)
	e.b = append(e.b, '"')
}

// joins takes the quotes off a text that begins at from, to make it a part of another.
func (e *encoder) joins(from int) {
	e.b = append(e.b[:from], e.b[from+1:len(e.b)-1]...)
}

func (e *encoder) client(c *event.Client) {
	e.b = append(e.b, `,"client":`...)
	from := len(e.b)
	e.field(`,"ip":"`, c.IP, 0)
	e.field(`,"user_agent":"`, c.UserAgent, event.MaxUserAgent)
	e.object(from)
}

func (e *encoder) params(attrs []Attr) {
	before := len(e.b)
	e.b = append(e.b, `,"params":`...)
	from := len(e.b)
	for i := range attrs {
		e.param(&attrs[i])
	}
	if len(e.b) == from {
		e.b = e.b[:before]
		return
	}
	e.object(from)
}

// object closes an object whose members, each with a comma before it, begin at from: the
// first comma becomes the brace.
func (e *encoder) object(from int) {
	e.b[from] = '{'
	e.b = append(e.b, '}')
}

func (e *encoder) param(a *Attr) {
	switch a.kind {
	case attrText:
		e.text(a.key, a.text)
	case attrReason:
		e.text("reason", a.key)
		e.text("detail", a.text)
	case attrInt:
		e.key(a.key)
		e.b = strconv.AppendInt(e.b, int64(a.num), 10)
	case attrFloat:
		e.key(a.key)
		e.b = appendFloat(e.b, math.Float64frombits(a.num))
	case attrBool:
		e.key(a.key)
		e.b = strconv.AppendBool(e.b, a.num == 1)
	case attrAmount:
		e.amount(a.key, Money{int64(a.num), a.text})
	case attrItems:
		e.items(a.items)
	}
}

// amount writes money, the first time with the currency.
func (e *encoder) amount(key string, m Money) {
	if !e.spend(m.Currency) {
		return
	}
	digits, _ := event.MinorDigits(m.Currency)
	e.key(key)
	e.b = appendAmount(e.b, m.Minor, digits)
}

// spend tells whether an amount in the currency can be part of the event.
func (e *encoder) spend(currency string) bool {
	if e.codeEnd == 0 {
		e.field(`,"currency":"`, currency, 0)
		e.code, e.codeEnd = len(e.b)-1-len(currency), len(e.b)-1
	}
	if string(e.b[e.code:e.codeEnd]) == currency {
		return true
	}
	e.trimmed = true
	return false
}

// itemsRoom leaves some of the place that an event's items may take to the collector's way of
// counting it, which adds up to a byte for each of them.
const itemsRoom = event.MaxItemsSize - 256

// items writes as many products as an event may hold. There is at least one, and one fits.
func (e *encoder) items(items []Item) {
	if len(items) > event.MaxItems {
		items, e.trimmed = items[:event.MaxItems], true
	}
	for i := range items {
		if c := items[i].Price.Currency; c != "" {
			e.spend(c)
			break
		}
	}
	e.key("items")
	from := len(e.b)
	for i := range items {
		before := len(e.b)
		e.b = append(e.b, ',')
		e.item(&items[i])
		if len(e.b)-from > itemsRoom {
			e.b, e.trimmed = e.b[:before], true
			break
		}
	}
	e.b[from] = '[' // in place of the first comma, as in object
	e.b = append(e.b, ']')
}

func (e *encoder) item(i *Item) {
	from := len(e.b)
	e.field(`,"item_id":"`, i.ID, maxItemText)
	e.field(`,"item_name":"`, i.Name, maxItemText)
	e.field(`,"item_category":"`, i.Category, maxItemText)
	e.field(`,"item_brand":"`, i.Brand, maxItemText)
	e.field(`,"item_variant":"`, i.Variant, maxItemText)
	if i.Price.Currency != "" {
		e.amount("price", i.Price)
	}
	if i.Quantity != 0 {
		e.key("quantity")
		e.b = strconv.AppendInt(e.b, int64(i.Quantity), 10)
	}
	if len(e.b) == from {
		e.b = append(e.b, '{')
	}
	e.object(from)
}

// short texts are within every limit, and most of them can be written as they are.
const short = 32

// text writes a param. Of no length, it is not stated.
func (e *encoder) text(key, value string) {
	if value != "" {
		e.key(key)
		e.string(value, maxText, true)
	}
}

// field writes a member unless it is empty. What stands before its value comes as it is
// written, up to the quote, so that it is copied at once.
func (e *encoder) field(head, value string, limit int) {
	if value == "" {
		return
	}
	if len(value) <= short && plain(value) {
		e.b = append(append(append(e.b, head...), value...), '"')
		return
	}
	e.b = append(e.b, head[:len(head)-1]...)
	e.string(value, limit, false)
}

func (e *encoder) key(key string) {
	if plain(key) {
		e.b = append(append(append(e.b, ',', '"'), key...), '"', ':')
		return
	}
	e.b = append(e.b, ',')
	e.string(key, 0, false)
	e.b = append(e.b, ':')
}

func (e *encoder) string(s string, limit int, lines bool) {
	if len(s) <= short && plain(s) {
		e.b = append(append(append(e.b, '"'), s...), '"')
		return
	}
	var cut bool
	e.b, cut = appendText(e.b, s, limit, lines)
	e.trimmed = e.trimmed || cut
}
