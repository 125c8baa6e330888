package sdk

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// Rule turns an answer of the shop into an event, so that friction is seen without a line in
// the handlers. Where a handler has tracked an event of that name itself, the rule keeps
// quiet.
type Rule struct {
	// Route is the pattern of the routes it is for, as the shop's router knows it, with or
	// without a method: "POST /cart/coupon", "/checkout/{step}". Where the router tells no
	// pattern, or one that ends with a slash, the path is compared instead. A single word
	// without a slash stands for every route with that word as a segment: "checkout".
	Route string
	// Status is that of the answer; one digit stands for its class, 5 for 500 to 599. A
	// panic is a 500.
	Status int
	// Location is where a redirect leads, if that matters: the path of its target, or a single
	// word that stands for every path with that word as a segment, such as "login".
	Location string
	// Event is the name of the event; empty means none, and that no later rule speaks.
	Event string
	// Reason is one of event.Reasons; empty means the one of the event's name.
	Reason string
	// Detail says more in the shop's own words.
	Detail string
}

// DefaultRules report as server_error that a route of the cart or the checkout failed, and as
// auth_wall that the checkout sends shoppers to sign in.
func DefaultRules() []Rule {
	return []Rule{
		{Route: "checkout", Status: 3, Location: "login", Event: event.NameAuthWall},
		{Route: "checkout", Status: 3, Location: "signin", Event: event.NameAuthWall},
		{Route: "cart", Status: 5, Event: event.NameServerError},
		{Route: "basket", Status: 5, Event: event.NameServerError},
		{Route: "checkout", Status: 5, Event: event.NameServerError},
		{Route: "payment", Status: 5, Event: event.NameServerError},
	}
}

func (r Rule) validate() error {
	_, path := splitRoute(r.Route)
	e := event.Event{Name: r.Event}
	switch {
	case path == "":
		return fmt.Errorf(`route %q: give a pattern such as "POST /cart/coupon", or a word such as "checkout"`, r.Route)
	case r.Status < 1 || r.Status > 5 && r.Status < 100 || r.Status > 599:
		return fmt.Errorf("status %d: give a status, or 1 to 5 for a class", r.Status)
	case r.Event != "" && e.Validate(event.ServerKey) != nil && event.Lookup(r.Event) == nil:
		return fmt.Errorf("event %q: give a name of a-z, 0-9 and _, such as event.NameCouponDenied", r.Event)
	case r.Reason != "" && !slices.Contains(event.Reasons(), r.Reason):
		return errors.New("reason: give one of event.Reasons, and your own words in Detail")
	}
	return nil
}

// rule is a Rule taken apart.
type rule struct {
	Rule
	method, path string
}

func compile(rules []Rule) []rule {
	compiled := make([]rule, len(rules))
	for i, r := range rules {
		method, path := splitRoute(r.Route)
		compiled[i] = rule{r, method, path}
	}
	return compiled
}

// splitRoute splits "METHOD host/path" as net/http writes patterns; the host is left out.
func splitRoute(route string) (method, path string) {
	if before, after, ok := strings.Cut(route, " "); ok {
		method, route = before, strings.TrimLeft(after, " ")
	}
	if i := strings.IndexByte(route, '/'); i > 0 {
		route = route[i:]
	}
	return method, route
}

// on tells whether the rule is for a route.
func (r *rule) on(method, path string) bool {
	if r.method != "" && r.method != method {
		return false
	}
	return names(r.path, path)
}

// names tells whether a path, or a word that is one of its segments, names a path.
func names(pattern, path string) bool {
	if strings.HasPrefix(pattern, "/") {
		return pattern == path
	}
	for rest := path; rest != ""; {
		var segment string
		if segment, rest, _ = strings.Cut(rest, "/"); segment == pattern {
			return true
		}
	}
	return false
}

// answers tells whether the rule is for an answer.
func (r *rule) answers(status int, panicked bool, location string) bool {
	if r.Status != status && r.Status != status/100 && !(panicked && (r.Status == 5 || r.Status == 500)) {
		return false
	}
	if r.Location == "" {
		return true
	}
	u, err := url.Parse(location)
	return err == nil && names(r.Location, u.Path)
}

// bit is the mark of an event's name that the middleware makes, 0 of others.
func (c *Client) bit(name string) uint64 {
	switch name {
	case event.NameSlowPage:
		return 1
	case event.NamePageView:
		return 2
	}
	for i := range c.rules {
		if c.rules[i].Event == name {
			return 1 << (i%62 + 2)
		}
	}
	return 0
}
