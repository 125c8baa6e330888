package sdk

import (
	"context"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Client takes events and sends them in the background. It is safe for concurrent use. Make
// one for the program with New and Close it in the end. A nil Client does nothing.
type Client struct {
	config Config
	rules  []rule
	made   time.Time // what durations are told by, since that takes one reading of the clock
	queue  *queue    // nil in a client that does nothing
	sender *sender
	ending ending
}

// New makes a client and starts its one goroutine. It looks at the configuration alone and
// never at the network: a shop starts whether or not its collector runs. Its error names
// the field that is wrong and what to write there.
func New(c Config) (*Client, error) {
	c = c.withDefaults()
	if err := c.validate(); err != nil {
		return nil, err
	}
	q := newQueue(c.BatchBytes, c.chunks())
	client := &Client{config: c, rules: compile(append(c.Rules[:len(c.Rules):len(c.Rules)], DefaultRules()...)), made: time.Now(), queue: q, sender: newSender(c, q)}
	client.ending.done = make(chan struct{})
	go client.sender.run()
	return client, nil
}

// Discard returns a client that does nothing, for programs that are set up without a
// collector.
func Discard() *Client { return &Client{} }

// idle tells whether the client is one that does nothing.
func (c *Client) idle() bool { return c == nil || c.queue == nil }

// Track takes one event: a name of the vocabulary or, of a-z, 0-9 and _, one of the shop's
// own. Whose it is comes from the scope in ctx. Everything is copied before Track returns;
// it never blocks, fails or panics, and a cancelled ctx stops nothing. What can't be kept is
// counted in Stats.
func (c *Client) Track(ctx context.Context, name string, attrs ...Attr) {
	if !c.idle() {
		c.track(scopeOf(ctx), name, attrs)
	}
}

func (c *Client) track(s *scope, name string, attrs []Attr) {
	now := time.Now()
	r := record{name: name, time: now.UnixMilli()}
	if s != nil && !s.view(name, &r.Scope) {
		return
	}
	// A record is a quarter of a kilobyte: it is moved only where something changes.
	if states(attrs) {
		r = r.with(attrs)
	}
	switch inRequest := s != nil && s.client != nil; {
	case inRequest && byStaff(&r):
		r = record{name: name, time: now.UnixMilli()}.with(attrs)
	case inRequest && strings.HasPrefix(name, "message_"):
		r.VisitorID, r.Client, r.Page = "", event.Client{}, event.Page{}
	}
	switch r.Consent {
	case event.ConsentAnonymous:
		r.VisitorID, r.CustomerID = "", ""
	case event.ConsentNone:
		r = r.withheld()
	}
	r.environment = c.config.Environment
	c.queue.put(&r, attrs, now)
}

// byStaff tells whether an event that is tracked within a request was made by staff on
// somebody's behalf: their browser is not the shopper's, and a link between the two would
// make them one person.
func byStaff(r *record) bool {
	return r.Surface == event.SurfaceStore || r.Surface == event.SurfacePhone ||
		r.name == event.NameRefund || r.name == event.NameOrderCancelled
}
