package engine

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// How a collector is offered too much.
const (
	overloadTimes       = 3
	overloadSize        = 10   // events of a request
	overloadConnections = 1024 // so many that it is not they who hold back
	overloadMost        = 600_000
)

// Overload is what became of more than can be taken.
type Overload struct {
	// Offered and Taken are events a second. What was meant to be offered is Meant: less was
	// when the generator or the waiting for answers held it back.
	Meant, Offered, Taken float64
	// Shed is the share of requests that were told to come again.
	Shed float64
	// TakenP50, TakenP99 and ShedP99 are the milliseconds from when a request was due.
	TakenP50, TakenP99, ShedP99 float64
	// Peak is MiB of memory at the most.
	Peak float64
}

// overload offers a fresh collector three times what one took, at a rate that heeds no answer.
func (o Options) overload(ctx context.Context, dir string, start starter, taken float64) (over Overload, err error) {
	over.Meant = overloadTimes * taken
	in := &Intake{Size: overloadSize, events: max(overloadSize, min(int(over.Meant*o.Overload.Seconds()), overloadMost))}
	if err := in.pack(time.Now(), load.Mix{}); err != nil {
		return over, err
	}
	s, err := start(ctx, dir)
	if err != nil {
		return over, err
	}
	defer s.Kill()
	plan := load.Plan{Connections: overloadConnections, Rate: over.Meant / overloadSize}
	tally, err := load.Run(ctx, s.target, load.Given(in.bodies), plan)
	if err != nil {
		return over, err
	}
	memory, err := s.Memory()
	if err != nil {
		return over, err
	}
	for status, n := range tally.Statuses {
		if status != http.StatusOK && status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			return over, fmt.Errorf("%d requests were answered with %d under overload", n, status)
		}
	}
	if tally.Failed > 0 {
		return over, fmt.Errorf("%d of %d requests had no answer under overload", tally.Failed, tally.Requests)
	}
	if err := s.reader.settle(ctx); err != nil {
		return over, err
	}
	q, err := s.reader.quality(ctx)
	if err != nil {
		return over, err
	}
	if q.Accepted != tally.Accepted {
		return over, fmt.Errorf("under overload %d events were accepted, and the data-quality report tells of %d", tally.Accepted, q.Accepted)
	}
	over.Offered = float64(in.events) / tally.Took.Seconds()
	over.Taken = float64(tally.Accepted) / tally.Took.Seconds()
	over.Shed = float64(len(tally.Refused)) / float64(tally.Requests)
	over.TakenP50, over.TakenP99 = milliseconds(tally.Taken.Quantile(0.5)), milliseconds(tally.Taken.Quantile(0.99))
	over.ShedP99 = milliseconds(tally.Refused.Quantile(0.99))
	over.Peak = mebibytes(memory.Peak)
	_, err = s.end()
	return over, err
}
