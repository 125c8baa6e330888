package sdk

import (
	"bytes"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// chunk is a run of events in a piece of memory of a fixed size.
type chunk struct {
	data   []byte // each event followed by one of the ends below
	events int
	worth  int       // bytes of the precious ones, which are given up last
	first  uint64    // the number of its first event among all that have entered
	since  time.Time // when its first event came
}

// What follows an event: JSON text holds no raw line break, so that is where a batch can be
// cut, and no raw tab, so that tells without a look into it which event is precious. Both are
// white space between the members of an array, in memory, on disk and on the wire.
const (
	ordinaryEnd = ",\n"
	preciousEnd = "\t,\n"
)

// precious names the events that are kept the longest: orders, payments, answers.
func precious(name string) bool {
	switch name {
	case event.NamePurchase, event.NameRefund, event.NameOrderCancelled,
		event.NamePaymentRedirected, event.NamePaymentReturned, event.NamePaymentFailed,
		event.NameSurveyAnswered, event.NameReviewSubmitted:
		return true
	}
	return false
}

// purge gives up the ordinary events and returns how many there were.
func (c *chunk) purge() (given int) {
	data := c.data[:0]
	kept := 0
	for line := range bytes.Lines(c.data) {
		if isPrecious(line) {
			data = append(data, line...) // never beyond what was read
			kept++
		}
	}
	given = c.events - kept
	c.data, c.events = data, kept
	return given
}

// isPrecious looks at the end of an event's line.
func isPrecious(line []byte) bool { return bytes.HasSuffix(line, []byte(preciousEnd)) }

// absorb takes over the events of the chunk behind it, for which there is room.
func (c *chunk) absorb(next *chunk) {
	c.data = append(c.data, next.data...)
	c.events += next.events
	c.worth += next.worth
}

// upTo is how many of its events are among the first target that have entered.
func (c *chunk) upTo(target uint64) uint64 {
	if c.events == 0 || c.first > target {
		return 0
	}
	return min(uint64(c.events), target-c.first+1)
}

// clear makes the chunk one to write to.
func (c *chunk) clear() { *c = chunk{data: c.data[:0]} }
