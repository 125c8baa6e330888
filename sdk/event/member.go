package event

import (
	"encoding/json"
	"strings"
	"time"
)

// member is the valid JSON of a member's value as it was sent, "" where there is none.
type member string

// absent tells whether it is missing or null, which both mean "not stated".
func (m member) absent() bool   { return m == "" || m[0] == 'n' }
func (m member) isText() bool   { return m != "" && m[0] == '"' }
func (m member) isObject() bool { return m != "" && m[0] == '{' }
func (m member) isNumber() bool { return m != "" && (m[0] == '-' || isDigit(m[0])) }

// text decodes a string.
func (m member) text() string {
	inner := string(m[1 : len(m)-1])
	if strings.IndexByte(inner, '\\') < 0 {
		return inner
	}
	s, _ := unescape(string(m)) // cannot fail on a string of valid JSON
	return s
}

func (m member) time() (time.Time, *Rejection) {
	switch {
	case m.isText():
		return timeOfText(m.text())
	case m.isNumber():
		return timeOfNumber(json.Number(m))
	}
	return time.Time{}, invalidTime("it is neither a string nor a number")
}

// eventJSON holds the members of an event that mean something.
type eventJSON struct {
	id, name, time, consent, environment, visitorID, customerID, surface, touchpoint, cartID, checkoutID member
	page, client, params                                                                                 member
}

// member is where a value of a name belongs, nil for nowhere.
func (j *eventJSON) member(key string) *member {
	switch key {
	case "id":
		return &j.id
	case "name":
		return &j.name
	case "time":
		return &j.time
	case "consent":
		return &j.consent
	case "environment":
		return &j.environment
	case "visitor_id":
		return &j.visitorID
	case "customer_id":
		return &j.customerID
	case "surface":
		return &j.surface
	case "touchpoint":
		return &j.touchpoint
	case "cart_id":
		return &j.cartID
	case "checkout_id":
		return &j.checkoutID
	case "page":
		return &j.page
	case "client":
		return &j.client
	case "params":
		return &j.params
	}
	return nil
}

type pageJSON struct{ url, referrer, title member }

func (m member) page() (j pageJSON) {
	m.each(func(key string) *member {
		switch key {
		case "url":
			return &j.url
		case "referrer":
			return &j.referrer
		case "title":
			return &j.title
		}
		return nil
	})
	return j
}

type clientJSON struct{ ip, userAgent member }

func (m member) client() (j clientJSON) {
	m.each(func(key string) *member {
		switch key {
		case "ip":
			return &j.ip
		case "user_agent":
			return &j.userAgent
		}
		return nil
	})
	return j
}

// each puts the members of an object where they belong.
func (m member) each(place func(key string) *member) {
	p := parser[string]{text: string(m)}
	p.members(func(key string) { p.take(place(key)) })
}

// take puts the value that comes next, a member's of an event or of one of its objects, into a
// place, nil for nowhere.
func (p *parser[T]) take(into *member) {
	v := p.span(inRoot)
	if into != nil {
		*into = member(v)
	}
}
