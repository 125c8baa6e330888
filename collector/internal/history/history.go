package history

import (
	"maps"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

// History is what a shop's senders send, in the order of arrival.
type History struct {
	Site  Site
	Steps []Step
}

// Site is the shop's settings.
type Site struct {
	Timezone      string // IANA
	Currency      string // ISO 4217
	ServerOrders  bool
	TrustBrowsers bool
	CartWindow    time.Duration // Defaults to 24 hours.
	// Stages are those that the merchant gave to touchpoints, such as banner:purchase,till:return.
	// They are a text so that sites can be compared.
	Stages string
}

// TouchpointStages are Stages by touchpoint; nil for none.
func (s Site) TouchpointStages() map[string]event.Stage {
	var stages map[string]event.Stage
	for given := range strings.SplitSeq(s.Stages, ",") {
		if touchpoint, stage, found := strings.Cut(given, ":"); found {
			if stages == nil {
				stages = map[string]event.Stage{}
			}
			stages[touchpoint] = event.Stage(stage)
		}
	}
	return stages
}

// Step is the sending of one event.
type Step struct {
	Kind  event.KeyKind
	Event event.Event
	// IP and UserAgent are those of a browser's request; a server's client is in the event.
	IP, UserAgent string
}

// Received are the steps as copies for the oracle, received at a given time one millisecond
// after the other.
func (h History) Received(at time.Time) []oracle.Received {
	var all []oracle.Received
	for i, s := range h.Steps {
		all = append(all, oracle.Received{
			Event: s.Event, Kind: s.Kind, IP: s.IP, UserAgent: s.UserAgent,
			Received: at.Add(time.Duration(i) * time.Millisecond),
		})
	}
	return all
}

// Oracle fills in the oracle's settings; the lists of receipt (Device, Bot, Channel) are left
// to the caller. The error is that of an unknown zone.
func (s Site) Oracle() (oracle.Site, error) {
	zone, err := time.LoadLocation(s.Timezone)
	return oracle.Site{
		Zone: zone, Currency: s.Currency, ServerOrders: s.ServerOrders,
		TrustBrowsers: s.TrustBrowsers, CartWindow: s.CartWindow, TouchpointStages: s.TouchpointStages(),
	}, err
}

// clone copies a step as deep as the shrinker changes it.
func (s Step) clone() Step {
	s.Event.Params = maps.Clone(s.Event.Params)
	if c := s.Event.Client; c != nil {
		copied := *c
		s.Event.Client = &copied
	}
	return s
}
