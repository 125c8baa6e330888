package sdk

import (
	"fmt"
	"strconv"
	"strings"
)

// DropReason is why an event was given up.
type DropReason string

// The reasons. The collector's page on data quality shows them as well.
const (
	DropQueueFull DropReason = "queue_full" // the collector was away or too slow for too long
	DropTooLarge  DropReason = "too_large"  // it fits in no batch, or the collector said so
	DropRefused   DropReason = "refused"    // the collector refused the batch for good
	DropClosed    DropReason = "closed"     // it was tracked after Close
	DropUnsent    DropReason = "unsent"     // it was still waiting when Close had to end
	DropSpoolFull DropReason = "spool_full" // its file had to make way for newer or more precious ones
	DropSpoolLost DropReason = "spool_lost" // its file was torn, unreadable or gone
)

// The reasons in the order of counts.
const (
	dropQueueFull = iota
	dropTooLarge
	dropRefused
	dropClosed
	dropUnsent
	dropSpoolFull
	dropSpoolLost
	dropReasons
)

func dropReason(i int) DropReason {
	return [dropReasons]DropReason{DropQueueFull, DropTooLarge, DropRefused, DropClosed, DropUnsent, DropSpoolFull, DropSpoolLost}[i]
}

// Stats says what became of the events. At any moment
//
//	Accepted = Sent + Spooled + Queued + all of Dropped
//
// of the client's own life: what an earlier process left in the spool is accepted anew by the
// client that finds it, and Adopted says how much of Accepted that is.
type Stats struct {
	// Accepted are the events that the client was given, those of ignored scopes excepted,
	// and those that it found in the spool.
	Accepted uint64
	// Adopted are those of Accepted that were found in the spool, left by processes that are
	// gone.
	Adopted uint64
	// Sent are the events that the collector has answered for: they are on its disk, or it
	// has refused them one by one.
	Sent uint64
	// Rejected are those of Sent that the collector refused, see Config.OnRejected.
	Rejected uint64
	// Spooled are the events that are on disk. After Close they wait for the next process.
	Spooled uint64
	// SpoolBytes is the part of Config.SpoolBytes in use.
	SpoolBytes int64
	// SpoolErrors are the times that the disk failed: full, read-only, gone. Meanwhile events
	// wait in memory as if there were no spool.
	SpoolErrors uint64
	// Queued are the events in memory, those being sent included.
	Queued uint64
	// QueuedBytes is the part of Config.BufferBytes in use.
	QueuedBytes int
	// Dropped are the events given up, by reason; reasons without any are missing.
	Dropped map[DropReason]uint64
	// Trimmed are the events of which a text was cut, or an amount or items left out, to fit
	// the limits of the contract.
	Trimmed uint64
	// Retries are the attempts to send beyond the first of each batch, and those from the
	// spool.
	Retries uint64
	// LastError is why the latest attempt to send failed, nil after one that succeeded.
	LastError error
}

// Lost is the sum of Dropped.
func (s Stats) Lost() uint64 { return total(s.Dropped) }

// Stats returns the state of this moment.
func (c *Client) Stats() Stats {
	if c.idle() {
		return Stats{}
	}
	q := c.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	return Stats{
		Accepted: q.counts.accepted, Adopted: q.counts.adopted, Sent: q.counts.sent, Rejected: q.counts.rejected,
		Spooled: q.counts.spooled, SpoolBytes: q.counts.spoolBytes, SpoolErrors: q.counts.spoolErrors,
		Queued: q.counts.queued, QueuedBytes: q.used(), Dropped: q.counts.droppedByReason(),
		Trimmed: q.counts.trimmed, Retries: q.counts.retries, LastError: q.counts.lastError,
	}
}

// LossError says that a client lost events, however long before Close that was.
type LossError struct {
	// Dropped are the events by reason.
	Dropped map[DropReason]uint64
}

// Error names the reasons and their numbers.
func (e *LossError) Error() string {
	var parts []string
	for i := range dropReasons {
		if n := e.Dropped[dropReason(i)]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", dropReason(i), n))
		}
	}
	return "sdk: " + strconv.FormatUint(total(e.Dropped), 10) + " events lost: " + strings.Join(parts, ", ")
}

func total(dropped map[DropReason]uint64) (n uint64) {
	for _, d := range dropped {
		n += d
	}
	return n
}

// counts are what Stats are made of. The queue's mutex guards them.
type counts struct {
	accepted, entered, queued, sent, rejected, trimmed, retries uint64
	adopted, spooled, spoolErrors                               uint64

	spoolBytes int64

	dropped    [dropReasons]uint64
	unreported [dropReasons]uint64 // of dropped, what no collector knows yet
	lastError  error
}

func (c *counts) enter(trimmed bool) {
	c.entered++
	c.queued++
	if trimmed {
		c.trimmed++
	}
}

func (c *counts) drop(reason int, n uint64) {
	c.dropped[reason] += n
	c.unreported[reason] += n
}

// reported takes off what a collector has been told.
func (c *counts) reported(told [dropReasons]uint64) {
	for i, n := range told {
		c.unreported[i] -= n
	}
}

func (c *counts) droppedByReason() map[DropReason]uint64 {
	dropped := map[DropReason]uint64{}
	for i, n := range c.dropped {
		if n > 0 {
			dropped[dropReason(i)] = n
		}
	}
	return dropped
}
