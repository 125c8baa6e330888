package ingest

import (
	"encoding/json"
	"strings"
	"unicode"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/sdk/event"
)

// CountScrubbed begins the reasons that count events something was scrubbed from: after it stand
// what it was and where, such as email:url.
const CountScrubbed = "scrub:"

// part is a part of an event that is scrubbed.
type part int

const (
	inURL     part = iota // the addresses of page and referrer
	inTitle               // the page's title
	inText                // touchpoint and params
	inItem                // params of items
	inID                  // ids, which are hashed instead
	inRefused             // what is kept of a refused event
	parts
)

func (p part) String() string {
	return [...]string{"url", "title", "text", "item", "id", "refused"}[p]
}

// scrubber scrubs an event and remembers what it found where.
type scrubber struct {
	key   []byte // that ids are hashed with
	found [parts]scrub.Found
}

// event scrubs everything of an event but its addresses, which are taken apart elsewhere, and
// its customer.
//
// Ids are never marked, since a mark would make one of all that have it: those that look like
// an e-mail address are hashed, so that they still tell carts and orders apart. What looks like
// a phone number is hashed only in ids that shops make of customers (see personalID): a
// counted order number with a leading zero looks like a phone number too, and shops look for
// their orders by it.
func (s *scrubber) event(e *event.Event) {
	e.ID = s.id(e.ID)
	e.CartID, e.CheckoutID = s.personal(e.CartID), s.personal(e.CheckoutID)
	e.Touchpoint = scrub.Code(e.Touchpoint, &s.found[inText])
	e.Page.Title = scrub.Words(e.Page.Title, &s.found[inTitle])
	s.params(e.Params, inText)
}

// params scrubs params, or an object in them, in place.
func (s *scrubber) params(params map[string]any, in part) {
	var renamed []string
	for key, v := range params {
		switch v := v.(type) {
		case string:
			if text := s.text(key, v, in); text != v {
				params[key] = text
			}
		case json.Number:
			if mark, ok := scrub.Value(key, string(v), &s.found[in]); ok {
				params[key] = mark
			}
		case []any:
			s.list(key, v, in)
		case map[string]any:
			if !counted[key] {
				s.params(v, in)
			}
		}
		if scrub.Code(key, &s.found[in]) != key {
			renamed = append(renamed, key)
		}
	}
	for _, key := range renamed {
		params[scrub.Code(key, &s.found[in])] = params[key]
		delete(params, key)
	}
}

func (s *scrubber) list(key string, list []any, in part) {
	if key == "items" {
		in = inItem
	}
	for i, v := range list {
		switch v := v.(type) {
		case string:
			list[i] = s.text(key, v, in)
		case []any:
			s.list(key, v, in)
		case map[string]any:
			s.params(v, in)
		}
	}
}

// text scrubs the text of a param by what its name says that it is.
func (s *scrubber) text(key, text string, in part) string {
	mark, marked := scrub.Value(key, text, &s.found[in])
	switch {
	case marked:
		return mark
	case personalID[key]:
		return s.personal(text)
	case scrub.Clear(text):
		return text
	case isID(key):
		return s.id(text)
	case freeText[key] || strings.IndexFunc(text, unicode.IsLetter) >= 0:
		return scrub.Words(text, &s.found[in])
	}
	return scrub.Code(text, &s.found[in])
}

// id hashes an id that has an e-mail address in it.
func (s *scrubber) id(id string) string {
	var found scrub.Found
	if scrub.ID(id, &found); found == 0 {
		return id
	}
	s.found[inID] |= found
	return enrich.KeyedHash(s.key, id)
}

// personal hashes an id that is an e-mail address or phone number.
func (s *scrubber) personal(id string) string {
	kept := enrich.CustomerID(s.key, id)
	if kept != id {
		before := s.found[inID]
		if s.id(id); s.found[inID] == before {
			s.found[inID].Add(scrub.Phone)
		}
	}
	return kept
}

// notes adds the reasons that count what was found.
func (s *scrubber) notes(to []string) []string {
	for in, found := range s.found {
		if found == 0 {
			continue
		}
		for _, kind := range scrub.Kinds() {
			if found.Has(kind) {
				to = append(to, CountScrubbed+kind.String()+":"+part(in).String())
			}
		}
	}
	return to
}

// personalID are ids that shops make of customers: a number or address for a name. All of them
// are hashed as customer_id is, so they still meet each other, and what is hashed where an id
// begins is hashed alike where it is referred to.
var personalID = map[string]bool{
	"coupon": true, "referral_code": true, "from_cart_id": true,
	"user_id": true, "customer_id": true, "visitor_id": true, "client_id": true, "cart_id": true, "checkout_id": true,
}

// freeText are the params in which people write, whatever they write.
var freeText = map[string]bool{
	"text": true, "detail": true, "description": true, "message": true, "comment": true, "content": true, "title": true,
	"search_term": true, "query": true, "name": true, "note": true, "feedback": true, "answer": true,
}

// counted are the params of a form whose members are named like its fields and hold counts.
var counted = map[string]bool{"refocus": true, "deletion": true, "hesitation": true}

// isID tells whether a param is an id, a code, an amount or a time by its name.
func isID(key string) bool {
	switch key {
	case "id", "sku", "gtin", "ean", "upc", "isbn", "barcode", "code", "number", "currency", "value", "price", "quantity", "tax",
		"shipping", "discount", "total", "amount", "cost", "time", "date", "timestamp", "tracking", "serial", "imei", "iban":
		return true
	}
	for _, end := range [...]string{"_id", "_ids", "_no", "_number", "_code", "_ref", "_sku", "_at", "_time", "_date", "Id", "ID"} {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return false
}
