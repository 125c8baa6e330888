package event

import (
	"cmp"
	"fmt"
	"net/netip"
)

// Validate checks the event against every rule of the contract that needs no clock and
// returns the first that it breaks, nil when it breaks none. It changes nothing.
func (e *Event) Validate(kind KeyKind) *Rejection {
	rejection := cmp.Or(e.checkName(), e.checkID(), e.checkTime(), e.checkWho(), e.checkPage(), e.checkClient())
	if rejection != nil {
		return rejection
	}
	params, err := e.Params.decoded()
	if err != nil {
		return &Rejection{CodeInvalidField, "params", fmt.Sprintf("they have no JSON form: %v", err)}
	}
	if kind == BrowserKey {
		if rejection := e.checkBrowser(params); rejection != nil {
			return rejection
		}
	}
	if rejection := checkSize(params); rejection != nil {
		return rejection
	}
	return checkParams(e.Name, params)
}

func (e *Event) checkName() *Rejection {
	if e.Name == "" {
		return &Rejection{CodeMissingName, "name", `it is missing; name the event, such as "add_to_cart"`}
	}
	if !validName(e.Name) {
		return &Rejection{CodeInvalidName, "name", fmt.Sprintf(
			"%s is no name; send 1 to 40 of a-z, 0-9 and _, beginning with a letter", quote(e.Name))}
	}
	return nil
}

func (e *Event) checkID() *Rejection {
	if e.ID != "" && !validID(e.ID) {
		return invalidID()
	}
	return nil
}

func (e *Event) checkTime() *Rejection {
	if !e.Time.IsZero() && !writable(e.Time) {
		return &Rejection{CodeTimeOutOfRange, "time", "the year is not between 1 and 9999"}
	}
	return nil
}

// checkWho checks consent, surface and the names of things.
func (e *Event) checkWho() *Rejection {
	switch e.Consent {
	case "", ConsentFull, ConsentAnonymous, ConsentNone:
	default:
		return &Rejection{CodeInvalidConsent, "consent", fmt.Sprintf(
			"%s is no consent; send full, anonymous or none", quote(string(e.Consent)))}
	}
	switch e.Surface {
	case "", SurfaceWeb, SurfaceApp, SurfaceStore, SurfaceEmail, SurfaceSMS, SurfacePush,
		SurfaceSocial, SurfaceChat, SurfacePhone, SurfaceAd, SurfaceOther:
	default:
		return &Rejection{CodeUnknownSurface, "surface", fmt.Sprintf(
			"%s is no surface; send web, app, store, email, sms, push, social, chat, phone, ad or other",
			quote(string(e.Surface)))}
	}
	switch e.Environment {
	case "", EnvironmentLive, EnvironmentTest:
	default:
		return &Rejection{CodeInvalidField, "environment", fmt.Sprintf(
			"%s is no environment; send live or test", quote(string(e.Environment)))}
	}
	return cmp.Or(
		checkText("visitor_id", e.VisitorID, MaxVisitorID, false),
		checkText("customer_id", e.CustomerID, MaxReference, false),
		checkText("touchpoint", e.Touchpoint, MaxReference, false),
		checkText("cart_id", e.CartID, MaxReference, false),
		checkText("checkout_id", e.CheckoutID, MaxReference, false),
	)
}

// checkPage leaves the form of URLs alone: apps have their own schemes, and browsers show
// pages whose URLs no parser likes.
func (e *Event) checkPage() *Rejection {
	return cmp.Or(
		checkText("page.url", e.Page.URL, MaxURL, false),
		checkText("page.referrer", e.Page.Referrer, MaxURL, false),
		checkText("page.title", e.Page.Title, MaxTitle, true),
	)
}

func (e *Event) checkClient() *Rejection {
	if e.Client == nil {
		return nil
	}
	if e.Client.IP != "" {
		if _, err := netip.ParseAddr(e.Client.IP); err != nil {
			return &Rejection{CodeInvalidField, "client.ip",
				"it is no IP address; send 203.0.113.7 or 2001:db8::7, without port"}
		}
	}
	return checkText("client.user_agent", e.Client.UserAgent, MaxUserAgent, false)
}

// checkBrowser refuses what a public key could be misused for.
func (e *Event) checkBrowser(params Params) *Rejection {
	if n := Lookup(e.Name); n != nil && n.ServerOnly {
		return &Rejection{CodeForbiddenEvent, "name", fmt.Sprintf(
			"a browser key may not send %s; send it from your server with a server key", e.Name)}
	}
	if e.Client != nil {
		return &Rejection{CodeForbiddenField, "client",
			"a browser key may not speak for other browsers; leave client out, or send with a server key"}
	}
	if n, ok := params.Int("count"); params.Has("count") && (!ok || n != 1) {
		return &Rejection{CodeForbiddenField, "params.count",
			"a browser key may only count 1; leave count out, or send sums with a server key"}
	}
	return nil
}

func validName(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
		case i > 0 && (c == '_' || c >= '0' && c <= '9'):
		default:
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 40
}

func validID(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= MaxID
}

func invalidID() *Rejection {
	return &Rejection{CodeInvalidID, "id", fmt.Sprintf(
		"it is not 1 to %d visible ASCII characters; send a UUID, or leave it out", MaxID)}
}
