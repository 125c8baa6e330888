package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// What comes in while a shop is asked.
const (
	trafficRate   = 50    // requests a second, of one event each
	trafficEvents = 6_000 // of a day: more than are sent
)

// traffic is events that come in until it is stopped.
type traffic struct {
	cancel context.CancelCauseFunc
	done   chan error
}

// errEnough ends the traffic.
var errEnough = errors.New("enough")

// traffic sends the events of the latest hours to the shop, one by one.
func (r *Reading) traffic(ctx context.Context) (*traffic, error) {
	events, err := load.Events(load.Config{Events: trafficEvents, Days: 1, Until: time.Now(), Seed: 3})
	if err != nil {
		return nil, err
	}
	var bodies []load.Body
	for b, err := range load.Bodies(events, 1) {
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, b)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	t := &traffic{cancel, make(chan error, 1)}
	go func() {
		tally, err := load.Run(ctx, r.server.target, load.Given(bodies), load.Plan{Connections: 4, Rate: trafficRate})
		if err == nil || tally.Accepted == 0 {
			err = fmt.Errorf("the traffic ended early: %+v", tally)
		}
		t.done <- err
	}()
	return t, nil
}

// stop ends it, with an error when it had ended before.
func (t *traffic) stop() error {
	t.cancel(errEnough)
	if err := <-t.done; !errors.Is(err, errEnough) {
		return err
	}
	return nil
}
