package demo

import "github.com/safar-cx/safar/sdk/event"

// Post is an event and who tells of it.
type Post struct {
	// From tells whether a page or the shop's server noticed it.
	From event.KeyKind
	// Event is what happened. It has no Client.
	Event event.Event
	// Client is the browser behind the event; zero where there is none, as with orders in
	// the physical store.
	Client event.Client
}

// Reported is the event as the shop's server tells of it, whoever noticed it. It is false for
// what the server tells already: the order that the thank-you page saw too.
//
// The browser is named where the collector needs it: with pages, which make a visit, and with
// all events of those who are known by nothing else.
func (p Post) Reported() (event.Event, bool) {
	e := p.Event
	if p.From == event.BrowserKey && e.Name == event.NamePurchase {
		return e, false
	}
	if p.Client != (event.Client{}) && (e.VisitorID == "" || e.Name == event.NamePageView) {
		client := p.Client
		e.Client = &client
	}
	return e, true
}
