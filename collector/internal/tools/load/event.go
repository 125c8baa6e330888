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
const perVisit = 9.6

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

// Events makes events in order of time. Those who take only the first of them get the
// beginning of the Days.
func Events(c Config) (iter.Seq2[Event, error], error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, fmt.Errorf("make shoppers: %w", err)
	}
	world, err := demo.New(demo.Config{
		Seed: c.Seed, Zone: zone, First: c.Until.AddDate(0, 0, -c.Days), Days: c.Days,
		PerDay: max(1, int(float64(c.Events)/perVisit/float64(c.Days))), Shop: "https://shop.example",
	})
	if err != nil {
		return nil, fmt.Errorf("make shoppers: %w", err)
	}
	ids := idMaker{c.IDs, rand.NewChaCha8(seedOf(c.Seed))}
	return func(yield func(Event, error) bool) {
		for post := range world.Until(c.Until) {
			told, ok := post.Reported()
			if !ok {
				continue
			}
			told.ID = ids.next(told.Time)
			text, err := json.Marshal(told)
			if !yield(Event{told.Name, text}, err) || err != nil {
				return
			}
		}
	}, nil
}
