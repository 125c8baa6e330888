package ingest

import (
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Request is one body of events with what is known of its sender. The key has been found
// good and the body inflated.
type Request struct {
	Key  store.Key
	Site store.Site
	// Body is the JSON of a batch. It must not be changed until Take returns.
	Body []byte
	// Received is the time of receipt by our clock.
	Received time.Time
	// IP is the address of the sender; invalid when unknown. It is not kept.
	IP        netip.Addr
	UserAgent string
	// GPC is the browser's "Sec-GPC: 1": its events are anonymous at most.
	GPC bool
}
