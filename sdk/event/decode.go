package event

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Decode reads one event. It looks at the JSON and at types alone: Validate does the rest.
// Members that are null count as not stated, unknown ones are ignored, and of a member that
// stands there twice the last one wins. An escaped half of a surrogate pair reads as
// U+FFFD. Of a refused event the ID is returned, if it has a valid one, so that the answer
// can name it.
func Decode(raw Raw) (Event, *Rejection) {
	if rejection := checkRaw(raw); rejection != nil {
		return Event{}, rejection
	}
	var j eventJSON
	if p := (parser[string]{text: string(raw)}); !p.document(func(key string) { p.take(j.member(key)) }) {
		_, rejection := decodeObject(raw)
		return Event{}, rejection
	}
	var r reader
	var e Event
	if e.ID = r.named("id", j.id, CodeInvalidID); e.ID != "" && !validID(e.ID) {
		e.ID = ""
		r.refuse(invalidID())
	}
	e.Name = r.text("name", j.name, CodeInvalidName)
	if !j.time.absent() {
		t, rejection := j.time.time()
		e.Time = t
		r.refuse(rejection)
	}
	e.Consent = Consent(r.named("consent", j.consent, CodeInvalidConsent))
	e.Environment = Environment(r.named("environment", j.environment, CodeInvalidField))
	e.VisitorID = r.named("visitor_id", j.visitorID, CodeInvalidField)
	e.CustomerID = r.named("customer_id", j.customerID, CodeInvalidField)
	e.Surface = Surface(r.named("surface", j.surface, CodeUnknownSurface))
	e.Touchpoint = r.named("touchpoint", j.touchpoint, CodeInvalidField)
	e.CartID = r.named("cart_id", j.cartID, CodeInvalidField)
	e.CheckoutID = r.named("checkout_id", j.checkoutID, CodeInvalidField)
	if r.object("page", j.page) {
		p := j.page.page()
		e.Page = Page{
			URL:      r.text("page.url", p.url, CodeInvalidField),
			Referrer: r.text("page.referrer", p.referrer, CodeInvalidField),
			Title:    r.text("page.title", p.title, CodeInvalidField),
		}
	}
	if r.object("client", j.client) {
		c := j.client.client()
		e.Client = &Client{
			IP:        r.text("client.ip", c.ip, CodeInvalidField),
			UserAgent: r.text("client.user_agent", c.userAgent, CodeInvalidField),
		}
	}
	if r.object("params", j.params) {
		p := parser[string]{text: string(j.params)}
		if params := p.object(inRoot + 1); len(params) > 0 {
			e.Params = params
		}
	}
	if r.rejection != nil {
		return Event{ID: e.ID}, r.rejection
	}
	return e, nil
}

// checkRaw refuses what is too long to be read or is no text.
func checkRaw(raw []byte) *Rejection {
	switch {
	case len(raw) > MaxEventSize:
		return &Rejection{CodeTooLong, "", fmt.Sprintf(
			"the event is %d bytes long, more than %d; send less of it", len(raw), MaxEventSize)}
	case !utf8.Valid(raw):
		return &Rejection{CodeInvalidField, "", "the event is not valid UTF-8; send what a JSON library writes"}
	}
	return nil
}

// decodeObject reads a JSON object with numbers as they are written.
func decodeObject(raw []byte) (map[string]any, *Rejection) {
	if rejection := checkRaw(raw); rejection != nil {
		return nil, rejection
	}
	if object, ok := parseObject(string(raw)); ok {
		return object, nil
	}
	if nesting(raw) > maxNesting {
		return nil, &Rejection{CodeTooManyParams, "params", fmt.Sprintf(
			"the event nests deeper than %d; params may nest %d deep", maxNesting, MaxDepth)}
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, &Rejection{CodeInvalidField, "", fmt.Sprintf("the event is not JSON: %v", err)}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &Rejection{CodeInvalidField, "", "something follows the event's JSON; send one object for each event"}
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, &Rejection{CodeInvalidField, "", `the event is no JSON object; send {"name": "...", ...}`}
	}
	return object, nil
}

// reader takes members as what they must be and remembers the first that is wrong.
type reader struct{ rejection *Rejection }

func (r *reader) refuse(rejection *Rejection) {
	if r.rejection == nil {
		r.rejection = rejection
	}
}

// text returns a string, "" when it is not stated.
func (r *reader) text(field string, v member, code Code) string {
	switch {
	case v.absent():
	case v.isText():
		return v.text()
	case v.isNumber():
		r.refuse(&Rejection{code, field, "it is a number; send it as a string, in quotes"})
	default:
		r.refuse(&Rejection{code, field, "it is not a string; send a string, or leave it out"})
	}
	return ""
}

// named is text for what means nothing when it is empty.
func (r *reader) named(field string, v member, code Code) string {
	if v == `""` {
		r.refuse(&Rejection{code, field, "it is empty; leave it out where there is none"})
	}
	return r.text(field, v, code)
}

// object tells that there is one.
func (r *reader) object(field string, v member) bool {
	if v.absent() || v.isObject() {
		return !v.absent()
	}
	r.refuse(&Rejection{CodeInvalidField, field, "it is not a JSON object; send an object, or leave it out"})
	return false
}
