package load

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/safar-cx/safar/collector/internal/demo"
)

// Zone is where the shoppers live: days of the shop begin there.
const Zone = "Asia/Tehran"

// perVisit is how many events a visit of the demo's shoppers amounts to, counted over 90 days.
const perVisit = 9.4

// townMost is how many events one population is asked for: it remembers everybody who came,
// which is some 600 MB with a million events. Larger numbers come of several.
const townMost = 1_000_000

// Config says which events to make.
type Config struct {
	// Events is about how many there are in all; the shoppers decide, within some percent.
	// At least 1.
	Events int
	// Days is how many days before Until they are spread over. At least 1.
	Days int
	// Until is when they end.
	Until time.Time
	// Seed makes one population of shoppers differ from another.
	Seed uint64
	// IDs is what their ids are like. Defaults to V7.
	IDs IDs
}

// Event is one event as it goes over the wire.
type Event struct {
	Name string
	JSON []byte
}

// Events makes events in order of time; more than a million come of several populations, one
// after the other. Those who take only the first of them get the beginning of the Days.
func Events(c Config) (iter.Seq2[Event, error], error) {
	towns, err := c.towns()
	if err != nil {
		return nil, fmt.Errorf("make shoppers: %w", err)
	}
	ids := idMaker{c.IDs, rand.NewChaCha8(seedOf(c.Seed))}
	return func(yield func(Event, error) bool) {
		for _, town := range towns {
			if !live(town, c.Until, ids, yield) {
				return
			}
		}
	}, nil
}

// towns are the populations that the events come of.
func (c Config) towns() ([]demo.Config, error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, err
	}
	towns := make([]demo.Config, max(1, (c.Events+townMost-1)/townMost))
	for i := range towns {
		towns[i] = demo.Config{
			Seed: c.Seed + uint64(i)<<32, // ids begin with it, so populations don't meet
			Zone: zone, First: c.Until.AddDate(0, 0, -c.Days), Days: c.Days, Shop: "https://shop.example",
			PerDay: max(1, int(float64(c.Events)/perVisit/float64(c.Days*len(towns)))),
		}
	}
	return towns, nil
}

// live lets a population live and tells whether more is wanted.
func live(config demo.Config, until time.Time, ids idMaker, yield func(Event, error) bool) bool {
	world, err := demo.New(config)
	if err != nil {
		yield(Event{}, fmt.Errorf("make shoppers: %w", err))
		return false
	}
	for post := range world.Until(until) {
		told, ok := post.Reported()
		if !ok {
			continue
		}
		told.ID = ids.next(told.Time)
		text, err := json.Marshal(told)
		if !yield(Event{told.Name, text}, err) || err != nil {
			return false
		}
	}
	return true
}
