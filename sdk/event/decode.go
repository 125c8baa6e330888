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
	members, rejection := decodeObject(raw)
	if rejection != nil {
		return Event{}, rejection
	}
	r := reader{members: members}
	var e Event
	if e.ID = r.named("id", CodeInvalidID); e.ID != "" && !validID(e.ID) {
		e.ID = ""
		r.refuse(invalidID())
	}
	e.Name = r.text("name", CodeInvalidName)
	if v := members["time"]; v != nil {
		t, rejection := decodeTime(v)
		e.Time = t
		r.refuse(rejection)
	}
	e.Consent = Consent(r.named("consent", CodeInvalidConsent))
	e.VisitorID = r.named("visitor_id", CodeInvalidField)
	e.CustomerID = r.named("customer_id", CodeInvalidField)
	e.Surface = Surface(r.named("surface", CodeUnknownSurface))
	e.Touchpoint = r.named("touchpoint", CodeInvalidField)
	e.CartID = r.named("cart_id", CodeInvalidField)
	e.CheckoutID = r.named("checkout_id", CodeInvalidField)
	if page := r.object("page"); page != nil {
		p := reader{members: page, path: "page."}
		e.Page = Page{
			URL:      p.text("url", CodeInvalidField),
			Referrer: p.text("referrer", CodeInvalidField),
			Title:    p.text("title", CodeInvalidField),
		}
		r.refuse(p.rejection)
	}
	if client := r.object("client"); client != nil {
		c := reader{members: client, path: "client."}
		e.Client = &Client{
			IP:        c.text("ip", CodeInvalidField),
			UserAgent: c.text("user_agent", CodeInvalidField),
		}
		r.refuse(c.rejection)
	}
	if params := r.object("params"); len(params) > 0 {
		e.Params = params
	}
	if r.rejection != nil {
		return Event{ID: e.ID}, r.rejection
	}
	return e, nil
}

// decodeObject reads a JSON object with numbers as they are written.
func decodeObject(raw []byte) (map[string]any, *Rejection) {
	switch {
	case len(raw) > MaxEventSize:
		return nil, &Rejection{CodeTooLong, "", fmt.Sprintf(
			"the event is %d bytes long, more than %d; send less of it", len(raw), MaxEventSize)}
	case !utf8.Valid(raw):
		return nil, &Rejection{CodeInvalidField, "", "the event is not valid UTF-8; send what a JSON library writes"}
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

// reader takes typed members out of a decoded object and remembers the first that is wrong.
type reader struct {
	members   map[string]any
	path      string // what stands before a member's name in Rejection.Field
	rejection *Rejection
}

func (r *reader) refuse(rejection *Rejection) {
	if r.rejection == nil {
		r.rejection = rejection
	}
}

// text returns a string, "" when it is not stated.
func (r *reader) text(key string, code Code) string {
	switch v := r.members[key].(type) {
	case nil:
	case string:
		return v
	case json.Number:
		r.refuse(&Rejection{code, r.path + key, "it is a number; send it as a string, in quotes"})
	default:
		r.refuse(&Rejection{code, r.path + key, "it is not a string; send a string, or leave it out"})
	}
	return ""
}

// named is text for what means nothing when it is empty.
func (r *reader) named(key string, code Code) string {
	s := r.text(key, code)
	if v, ok := r.members[key].(string); ok && v == "" {
		r.refuse(&Rejection{code, r.path + key, "it is empty; leave it out where there is none"})
	}
	return s
}

func (r *reader) object(key string) map[string]any {
	switch v := r.members[key].(type) {
	case nil:
	case map[string]any:
		return v
	default:
		r.refuse(&Rejection{CodeInvalidField, r.path + key, "it is not a JSON object; send an object, or leave it out"})
	}
	return nil
}
