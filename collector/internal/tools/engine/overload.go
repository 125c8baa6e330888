package engine

import (
	"context"
	"fmt"
	"math"
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
	// Offered and Taken are events a second. What was meant to be offered is Meant; it is less
	// when the generator, or waiting for answers, held it back.
	Meant, Offered, Taken float64
	// Shed is the share of requests that were told to come again.
	Shed float64
	// Failed counts the requests without an answer, or with one that is neither.
	Failed int
	// TakenP50, TakenP99 and ShedP99 are the milliseconds from when a request was due until
	// its answer; NaN when there was none of that kind.
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
	if err := s.reader.settle(ctx); err != nil {
		return over, err
	}
	q, err := s.reader.quality(ctx)
	if err != nil {
		return over, err
	}
	over.Failed = tally.Requests - tally.Statuses[http.StatusOK] - tally.Statuses[http.StatusServiceUnavailable] - tally.Statuses[http.StatusTooManyRequests]
	// What had no answer may have been taken.
	if lost := tally.Accepted - q.Accepted; lost > 0 || lost < 0 && over.Failed == 0 {
		return over, fmt.Errorf("under overload %d events were accepted, and the data-quality report tells of %d", tally.Accepted, q.Accepted)
	}
	over.Offered = float64(in.events) / tally.Sending.Seconds()
	over.Taken = float64(tally.Accepted) / tally.Took.Seconds()
	over.Shed = float64(len(tally.Refused)) / float64(tally.Requests)
	over.TakenP50, over.TakenP99 = milliseconds(tally.Taken.Quantile(0.5)), milliseconds(tally.Taken.Quantile(0.99))
	over.ShedP99 = math.NaN()
	if len(tally.Refused) > 0 {
		over.ShedP99 = milliseconds(tally.Refused.Quantile(0.99))
	}
	over.Peak = mebibytes(memory.Peak)
	_, err = s.end()
	return over, err
}
