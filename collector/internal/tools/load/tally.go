package load

import (
	"math"
	"slices"
	"time"
)

// counts are what became of events, as answers told.
type counts struct{ Accepted, Duplicates, Discarded, Rejected int }

func (c *counts) add(o counts) {
	c.Accepted += o.Accepted
	c.Duplicates += o.Duplicates
	c.Discarded += o.Discarded
	c.Rejected += o.Rejected
}

// Tally is what came of what was sent.
type Tally struct {
	// Requests is how many were sent, repeats included; Failed how many of them had no answer.
	Requests, Failed int
	// Statuses counts the answers.
	Statuses map[int]int
	// Accepted, Duplicates, Discarded and Rejected are the events as answers of 200 told.
	counts
	// Bytes is what was sent in bodies that were answered with 200.
	Bytes int64
	// Sending is the time from the beginning until the last request was sent, Took that until
	// the last answer.
	Sending, Took time.Duration
	// Taken are the times of the requests that were answered with 200, Refused those of all
	// other answers: from when a request was due until its own answer.
	Taken, Refused Times
}

// add joins the tally of one sender to another's.
func (t *Tally) add(o *Tally) {
	t.Requests += o.Requests
	t.Failed += o.Failed
	for status, n := range o.Statuses {
		t.Statuses[status] += n
	}
	t.counts.add(o.counts)
	t.Bytes += o.Bytes
	t.Sending = max(t.Sending, o.Sending)
	t.Taken = append(t.Taken, o.Taken...)
	t.Refused = append(t.Refused, o.Refused...)
}

// Times are how long something took, many times.
type Times []time.Duration

// Quantile is the time that the given share, of 0 to 1, did not exceed; 0 when there are none.
func (t Times) Quantile(share float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	n := int(math.Ceil(share*float64(len(sorted)))) - 1
	return sorted[min(max(n, 0), len(sorted)-1)]
}
