package account

import (
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// The choices of SiteSpec.Orders.
const (
	OrdersAny    = "any"    // orders count whoever reports them
	OrdersServer = "server" // orders count when the shop's backend reports them
)

// The bounds of SiteSpec.CartWindow.
const (
	ShortestCartWindow = 10 * time.Minute
	LongestCartWindow  = 30 * 24 * time.Hour
)

// The bounds of SiteSpec.KeepDays: refunds and answers come weeks later, and ten years are for
// ever as far as a shop's events are concerned.
const (
	FewestKeepDays = 30
	MostKeepDays   = 3650
)

// MostKeepOrdersDays bounds SiteSpec.KeepOrdersDays: 30 years, more than any law asks of a shop.
const MostKeepOrdersDays = 10950

// SiteSpec is what a merchant says of a shop.
type SiteSpec struct {
	// Name is [a-z0-9][a-z0-9-]{0,62}.
	Name string
	// Timezone is an IANA name such as Asia/Tehran; days are cut in it.
	Timezone string
	// Currency is the ISO 4217 code of the shop's own currency.
	Currency string
	// Orders says whose word on an order counts. Defaults to OrdersAny.
	Orders string
	// TrustBrowsers lets the customer id of a browser's event count without a server event
	// that shows the same pair. Anybody can claim any customer then.
	TrustBrowsers bool
	// Digits is how many minor digits currencies have at this shop, 0 to MostDigits, by ISO
	// 4217 code. Defaults to those of CLDR, the Unicode locale data.
	Digits map[string]int
	// CartWindow is how long a cart may stay open. Defaults to 24 hours.
	CartWindow time.Duration
	// KeepDays is for how many days raw events are kept; what they add up to stays. Defaults
	// to for ever; the program says 396, 13 months.
	KeepDays int
	// KeepOrdersDays is for how many days anything at all is kept: orders and answers with what
	// belongs to them, and what events add up to. Not below KeepDays, and at most
	// MostKeepOrdersDays. Defaults to for ever.
	KeepOrdersDays int
	// Domains are the shop's own host names; their subdomains are meant as well.
	Domains []string
	// Gateways are host names of payment gateways beyond the built-in list.
	Gateways []string
	// StaffNetworks are where the shop's own people come from, and StaffVisitors are ids of
	// visitors who are: what they do is counted apart. Up to MostStaff of each.
	StaffNetworks []netip.Prefix
	StaffVisitors []string
	// Origins are the origins, scheme and host, that may use the browser key. Empty allows
	// the site's domains and their subdomains; with neither every origin may.
	Origins []string
}

// SpecError says what is wrong with a part of a SiteSpec or a TokenSpec, with an e-mail address,
// a role or a new password. It is meant for the person who wrote it.
type SpecError struct {
	Field   string // of a spec in lower case, or one of those below
	Message string
	Hint    string
}

// The fields of a SpecError that are no part of a SiteSpec.
const (
	FieldEmail    = "email"
	FieldPassword = "password"
	FieldRole     = "role"
)

func (e *SpecError) Error() string {
	if e.Hint == "" {
		return e.Field + ": " + e.Message
	}
	return e.Field + ": " + e.Message + " (" + e.Hint + ")"
}

var siteName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// Site checks the spec and turns it into a site that can be stored. Its error is a *SpecError.
func (s SiteSpec) Site() (store.Site, error) {
	if !siteName.MatchString(s.Name) {
		return store.Site{}, &SpecError{"name", fmt.Sprintf("%q is no site name", s.Name), "lower-case letters, digits and hyphens, at most 63, not beginning with a hyphen"}
	}
	if err := checkZone(s.Timezone); err != nil {
		return store.Site{}, err
	}
	if _, known := event.MinorDigits(s.Currency); !known {
		return store.Site{}, &SpecError{"currency", fmt.Sprintf("%q is no ISO 4217 currency", s.Currency), "three capital letters, for example IRR"}
	}
	if s.Orders != "" && s.Orders != OrdersAny && s.Orders != OrdersServer {
		return store.Site{}, &SpecError{"orders", fmt.Sprintf("%q is unknown", s.Orders), "any or server"}
	}
	if err := checkDigits(s.Digits); err != nil {
		return store.Site{}, err
	}
	if w := s.CartWindow; w != 0 && (w < ShortestCartWindow || w > LongestCartWindow) {
		return store.Site{}, &SpecError{"cart_window", fmt.Sprintf("%s is out of range", w), fmt.Sprintf("from %s to %s", ShortestCartWindow, LongestCartWindow)}
	}
	if n := s.KeepDays; n != 0 && (n < FewestKeepDays || n > MostKeepDays) {
		return store.Site{}, &SpecError{"keep_days", fmt.Sprintf("%d is out of range", n), fmt.Sprintf("from %d to %d, or 0 for ever", FewestKeepDays, MostKeepDays)}
	}
	if err := s.checkLastLimit(); err != nil {
		return store.Site{}, err
	}
	if err := s.checkStaff(); err != nil {
		return store.Site{}, err
	}
	digits := maps.Clone(s.Digits)
	if len(digits) == 0 {
		digits = nil // so that a site without overrides looks the same however it was made
	}
	domains, err := hosts("domains", s.Domains)
	if err != nil {
		return store.Site{}, err
	}
	gateways, err := hosts("gateways", s.Gateways)
	if err != nil {
		return store.Site{}, err
	}
	return store.Site{
		Name:           s.Name,
		Timezone:       s.Timezone,
		Domains:        domains,
		Gateways:       gateways,
		KeepDays:       s.KeepDays,
		KeepOrdersDays: s.KeepOrdersDays,
		StaffNetworks:  s.StaffNetworks,
		StaffVisitors:  s.StaffVisitors,
		Settings: journey.Settings{
			Currency:      s.Currency,
			Digits:        digits,
			ServerOrders:  s.Orders == OrdersServer,
			TrustBrowsers: s.TrustBrowsers,
			CartWindow:    s.CartWindow,
		},
	}, nil
}

// checkLastLimit refuses a last limit below the one of raw events.
func (s SiteSpec) checkLastLimit() error {
	const field = "keep_orders_days"
	switch n := s.KeepOrdersDays; {
	case n == 0:
		return nil
	case n < FewestKeepDays || n > MostKeepOrdersDays:
		return &SpecError{field, fmt.Sprintf("%d is out of range", n), fmt.Sprintf("from %d to %d, or 0 for ever", FewestKeepDays, MostKeepOrdersDays)}
	case s.KeepDays == 0:
		return &SpecError{field, "raw events are kept for ever, and so are orders and answers then", "say for how many days raw events are kept (keep_days) as well"}
	case n < s.KeepDays:
		return &SpecError{field, fmt.Sprintf("%d is less than the %d days for which raw events are kept", n, s.KeepDays), fmt.Sprintf("from %d to %d, or 0 for ever", s.KeepDays, MostKeepOrdersDays)}
	}
	return nil
}

// checkZone refuses the names that time.LoadLocation takes but that mean something else on
// every machine.
func checkZone(name string) error {
	hint := "an IANA name, for example Asia/Tehran or Europe/Berlin"
	if name == "" || strings.EqualFold(name, "local") {
		return &SpecError{"timezone", "a time zone is needed", hint}
	}
	if _, err := time.LoadLocation(name); err != nil {
		return &SpecError{"timezone", fmt.Sprintf("%q is unknown", name), hint}
	}
	return nil
}

// hosts brings host names to the form that browsers send them in.
func hosts(field string, names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		host, err := hostName(name)
		if err != nil {
			return nil, &SpecError{field, fmt.Sprintf("%q is no host name", name), "without scheme, port or path, for example shop.example"}
		}
		out = append(out, host)
	}
	return out, nil
}

// Origins brings origins to the form that browsers send them in. Its error is a *SpecError.
func Origins(origins []string) ([]string, error) {
	var out []string
	for _, origin := range origins {
		bad := &SpecError{"origins", fmt.Sprintf("%q is no origin", origin), "scheme and host, for example https://shop.example"}
		u, err := url.Parse(strings.TrimSuffix(strings.TrimSpace(origin), "/"))
		if err != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			return nil, bad
		}
		if u.Scheme != "https" && u.Scheme != "http" {
			return nil, bad
		}
		host, err := hostName(u.Hostname())
		if err != nil {
			return nil, bad
		}
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		text := u.Scheme + "://" + host
		if port := u.Port(); port != "" && !defaultPort(u.Scheme, port) {
			text += ":" + port
		}
		out = append(out, text)
	}
	return out, nil
}

func defaultPort(scheme, port string) bool {
	return scheme == "https" && port == "443" || scheme == "http" && port == "80"
}

// hostName brings a host name to lower case and to ASCII, as in an Origin header.
func hostName(name string) (string, error) {
	name = strings.TrimSuffix(strings.TrimSpace(name), ".")
	if addr, err := netip.ParseAddr(name); err == nil && addr.Zone() == "" { // a browser sends none
		return addr.String(), nil
	}
	host, err := idna.Lookup.ToASCII(name)
	if err != nil {
		return "", err
	}
	if host == "" || strings.ContainsAny(host, "/:@ *") {
		return "", fmt.Errorf("%q is no host name", name)
	}
	// Of bytes that are no text idna makes names that it does not read itself, and it takes empty labels.
	if again, err := idna.Lookup.ToASCII(host); err != nil || again != host || strings.Contains("."+host+".", "..") {
		return "", fmt.Errorf("%q is no host name", name)
	}
	return host, nil
}
