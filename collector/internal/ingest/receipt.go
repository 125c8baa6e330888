package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// receipt is what acceptance added to an event, written beside it, so that another
// collector takes the event over as it was accepted: with the same identity, corrected time,
// visitor, channel and device. None of that could be found out again from the event alone:
// addresses, user agents and the salts of day hashes are not kept. Members that say nothing
// are left out.
type receipt struct {
	// Key is the kind of key that brought the event: browser or server.
	Key string `json:"key"`
	// Time is when it happened by the collector's clock; left out when that is the event's
	// own time.
	Time string `json:"time,omitempty"`
	// DayHash is the visitor where only an estimate tells who it was.
	DayHash string `json:"day_hash,omitempty"`
	// Client says that a browser was behind the event.
	Client  bool     `json:"client,omitempty"`
	Bot     string   `json:"bot,omitempty"`
	Arrival *arrival `json:"arrival,omitempty"`
	Gateway bool     `json:"gateway,omitempty"`
	Landing string   `json:"landing_page,omitempty"`
	Device  string   `json:"device,omitempty"`
	Browser string   `json:"browser,omitempty"`
	OS      string   `json:"os,omitempty"`
	Country string   `json:"country,omitempty"`
}

// arrival is a journey.Arrival as it is written.
type arrival struct {
	Channel  string `json:"channel,omitempty"`
	Source   string `json:"source,omitempty"`
	Medium   string `json:"medium,omitempty"`
	Campaign string `json:"campaign,omitempty"`
}

// The kinds of key as a receipt names them.
const (
	byBrowser = "browser"
	byServer  = "server"
)

// receiptTime is how times are written: UTC, in whole milliseconds.
const receiptTime = "2006-01-02T15:04:05.000Z"

// receiptMember begins the member of an event's JSON that holds its receipt.
const receiptMember = `,"receipt":`

// WithReceipt writes an accepted event as the contract writes events, and beside it, in the
// member receipt, what acceptance added. Import reads it back as the same hit. The same hit
// always gives the same bytes.
func WithReceipt(h *journey.Hit) ([]byte, error) {
	text, err := h.Event.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write event %s: %w", h.Event.ID, err)
	}
	r := receipt{
		Key: byBrowser, Client: h.FromClient, Bot: h.Bot, Arrival: (*arrival)(h.Arrival), Gateway: h.Gateway,
		Landing: h.Landing, Device: h.Device, Browser: h.Browser, OS: h.OS, Country: h.Country,
	}
	if h.Source == event.ServerKey {
		r.Key = byServer
	}
	if h.Event.Time.IsZero() || h.Event.Time.UnixMilli() != h.Time {
		r.Time = time.UnixMilli(h.Time).UTC().Format(receiptTime)
	}
	if h.Hashed {
		r.DayHash = h.Visitor
	}
	var out bytes.Buffer
	out.Write(text[:len(text)-1])
	out.WriteString(receiptMember)
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		return nil, fmt.Errorf("write the receipt of event %s: %w", h.Event.ID, err)
	}
	out.Truncate(out.Len() - len("\n"))
	out.WriteByte('}')
	return out.Bytes(), nil
}

// receiptOf is the receipt that stands beside an event; nil without one.
func receiptOf(raw event.Raw) (*receipt, *event.Rejection) {
	if !bytes.Contains(raw, []byte(`"receipt"`)) {
		return nil, nil
	}
	var beside struct {
		Receipt *receipt `json:"receipt"`
	}
	if err := json.Unmarshal(raw, &beside); err != nil {
		return nil, invalidReceipt("it can't be read: " + err.Error())
	}
	r := beside.Receipt
	if r == nil || r.Key == byBrowser || r.Key == byServer {
		return r, nil
	}
	return nil, invalidReceipt(fmt.Sprintf("key is %q, which is neither browser nor server", r.Key))
}

func invalidReceipt(message string) *event.Rejection {
	return &event.Rejection{Code: event.CodeInvalidField, Field: "receipt",
		Message: message + "; leave it as safar export wrote it, or leave it out"}
}

// kind is the kind of key by which an event came, a server's where nothing tells.
func (r *receipt) kind() event.KeyKind {
	if r != nil && r.Key == byBrowser {
		return event.BrowserKey
	}
	return event.ServerKey
}

// time is when the event happened by the clock of the collector that accepted it.
func (r *receipt) time(e *event.Event) (time.Time, *event.Rejection) {
	if r.Time == "" {
		if e.Time.IsZero() {
			return e.Time, invalidReceipt("neither it nor the event has a time")
		}
		return e.Time, nil
	}
	at, err := time.Parse(time.RFC3339, r.Time)
	if year := at.UTC().Year(); err != nil || year < 1 || year > 9999 {
		return at, invalidReceipt(fmt.Sprintf("time %q is no RFC 3339 time", clip(r.Time, 60)))
	}
	return at, nil
}

// hit makes the hit of a scrubbed event as it was when the receipt was written, and tells what
// was scrubbed from its addresses. What must not be kept is not kept here either, whoever wrote
// the file.
func (r *receipt) hit(e *event.Event, at time.Time, site *enrich.Site) (h journey.Hit, inAddress scrub.Found) {
	for _, address := range []*string{&e.Page.URL, &e.Page.Referrer} {
		*address = scrubbedURL(*address, &inAddress)
	}
	r.Landing = scrub.Code(r.Landing, &inAddress)
	if a := r.Arrival; a != nil {
		for _, label := range []*string{&a.Source, &a.Medium, &a.Campaign} {
			*label = scrub.Code(*label, &inAddress)
		}
	}
	h = journey.Hit{
		Event: *e, Source: r.kind(), Time: at.UnixMilli(),
		FromClient: r.Client, Bot: r.Bot, Arrival: (*journey.Arrival)(r.Arrival), Gateway: r.Gateway,
		Landing: r.Landing, Device: r.Device, Browser: r.Browser, OS: r.OS, Country: r.Country,
	}
	h.Event.Client, h.Event.Environment = nil, ""
	h.Event.Consent = enrich.Consent(e.Consent, h.Source, false)
	if h.Event.Surface == "" {
		h.Event.Surface = event.SurfaceOther
	}
	if h.Event.Consent == event.ConsentFull {
		h.Event.VisitorID, h.Event.CustomerID = enrich.CustomerID(site.Key, e.VisitorID), enrich.CustomerID(site.Key, e.CustomerID)
	} else {
		h.Event.VisitorID, h.Event.CustomerID = "", ""
	}
	h.Visitor = h.Event.VisitorID
	if h.Visitor == "" && r.DayHash != "" {
		h.Visitor, h.Hashed = r.DayHash, true
	}
	return h, inAddress
}

// scrubbedURL is an address that was cleaned when it was first accepted, perhaps by a collector
// that did not scrub.
func scrubbedURL(address string, found *scrub.Found) string {
	cleaned, _, here := enrich.CleanURL(address)
	if *found |= here; here == 0 {
		return address
	}
	return cleaned
}

// sentAt is the time of an event as sent, in Unix milliseconds: a part of its identity.
func sentAt(e *event.Event) int64 {
	if e.Time.IsZero() {
		return store.NoTime
	}
	return e.Time.UnixMilli()
}
