package journey

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Settings are what a site tells the fold. Facts depend on them and on the site's events
// alone, so a change of settings means folding anew.
type Settings struct {
	// Currency is the site's ISO 4217 currency.
	Currency string
	// Digits overrides the number of minor digits of a currency. Defaults to CLDR's.
	Digits map[string]int
	// ServerOrders takes orders from server events alone (the site's `orders: server`);
	// a browser's purchases then only lend their visitor and cart.
	ServerOrders bool
	// TrustBrowsers lets a browser's customer id count without a server's word.
	TrustBrowsers bool
	// CartWindow is how long a cart may stay open. Defaults to 24 hours.
	CartWindow time.Duration
	// TouchpointStages are the stages that the merchant gave to touchpoints, by name. Nil
	// for none.
	TouchpointStages map[string]event.Stage
}

// DefaultCartWindow is how long a cart stays open unless the site says otherwise.
const DefaultCartWindow = 24 * time.Hour

// MinorDigits is the number of minor digits of a currency at this site.
func (s *Settings) MinorDigits(currency string) int {
	if d, ok := s.Digits[currency]; ok {
		return d
	}
	d, ok := event.MinorDigits(currency)
	if !ok {
		return 2
	}
	return d
}

// StageOf is the stage of an event: the one that the merchant gave to its touchpoint,
// whatever the event says itself, else its own.
func (s *Settings) StageOf(e *event.Event) event.Stage {
	if stage, given := s.TouchpointStages[e.Touchpoint]; given {
		return stage
	}
	return event.StageOf(e)
}

func (s *Settings) cartWindow() int64 {
	if s.CartWindow <= 0 {
		return DefaultCartWindow.Milliseconds()
	}
	return s.CartWindow.Milliseconds()
}
