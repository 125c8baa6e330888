package enrich

import "github.com/safar-cx/safar/sdk/event"

// Consent is what an event's visitor agreed to. Where the event does not state it, a browser
// key means anonymous and a server key full. optOut is the browser's own "Sec-GPC: 1": at
// most anonymous then, whatever the page says; for a server's events it means nothing.
func Consent(stated event.Consent, kind event.KeyKind, optOut bool) event.Consent {
	if stated == "" {
		stated = event.ConsentFull
		if kind == event.BrowserKey {
			stated = event.ConsentAnonymous
		}
	}
	if optOut && kind == event.BrowserKey && stated == event.ConsentFull {
		return event.ConsentAnonymous
	}
	return stated
}
