package event

import "time"

// Event is one thing that happened, as it travels from a shop to a collector.
// The zero value of an optional field means "not stated".
type Event struct {
	// ID names the event for its sender: 1-64 visible ASCII characters. With Time it is
	// what lets a collector recognise a repeat. Without one the collector makes one up,
	// and a retry counts twice.
	ID string
	// Name is the event's name: [a-z][a-z0-9_]{0,39}. Names outside the vocabulary are
	// custom events.
	Name string
	// Time is when it happened by the sender's clock. Zero means the time of receipt.
	Time time.Time
	// Consent is what the visitor agreed to; empty means the key's default.
	Consent Consent
	// Environment tells events of a trial from those of the shop at work; empty means
	// EnvironmentLive.
	Environment Environment
	// VisitorID is a first-party id of a browser or device, 1-64 characters.
	VisitorID string
	// CustomerID is the shop's own id of a person, 1-128 characters.
	CustomerID string
	// Surface is where it happened; empty means the default of the sender.
	Surface Surface
	// Touchpoint, CartID and CheckoutID are the shop's own names, 1-128 characters.
	Touchpoint string
	CartID     string
	CheckoutID string
	// Page is the page that the visitor saw.
	Page Page
	// Client is the browser behind a server's event; servers only.
	Client *Client
	// Params are the event's own facts, in GA4's terms where GA4 has one.
	Params Params
}

// Page is what a visitor looked at.
type Page struct {
	URL      string `json:"url,omitempty"`
	Referrer string `json:"referrer,omitempty"`
	Title    string `json:"title,omitempty"`
}

// Client says whose request a server's event came from. It is read on receipt and never stored.
type Client struct {
	IP        string `json:"ip,omitempty"`
	UserAgent string `json:"user_agent,omitempty"`
}

// Batch is the body of POST /v1/events with its events still undecoded, so that a bad
// event costs only itself.
type Batch struct {
	// SentAt is the sender's clock when it sent the batch; zero when not stated.
	SentAt time.Time
	// Sender names the sending library.
	Sender Sender
	// Dropped counts the events that the sender gave up since its last batch, by reason.
	Dropped map[string]int64
	// Events holds the JSON of each event.
	Events []Raw
}

// Raw is the undecoded JSON text of one event.
type Raw []byte

// Sender names a sending library and its version.
type Sender struct {
	Name    string `json:"name,omitempty"`
	Version string `json:"version,omitempty"`
}

// Consent is what a visitor agreed to.
type Consent string

// The consents of an event.
const (
	ConsentFull      Consent = "full"      // identifiers may be kept
	ConsentAnonymous Consent = "anonymous" // identifiers are dropped, a day hash stands in
	ConsentNone      Consent = "none"      // the event is only counted
)

// Environment is where an event comes from: from the shop at work, or from where it is tried out.
type Environment string

// The environments.
const (
	EnvironmentLive Environment = "live"
	EnvironmentTest Environment = "test" // kept, counted apart, and part of no figure
)

// KeyKind tells who sent an event: it decides what a sender may claim.
type KeyKind uint8

// The kinds of key. Their order is the order of two events at the same instant.
const (
	BrowserKey KeyKind = iota // public, in every page
	ServerKey                 // secret, in the shop's backend
)

// Surface is where customer and shop met.
type Surface string

// The surfaces.
const (
	SurfaceWeb    Surface = "web"
	SurfaceApp    Surface = "app"
	SurfaceStore  Surface = "store"
	SurfaceEmail  Surface = "email"
	SurfaceSMS    Surface = "sms"
	SurfacePush   Surface = "push"
	SurfaceSocial Surface = "social"
	SurfaceChat   Surface = "chat"
	SurfacePhone  Surface = "phone"
	SurfaceAd     Surface = "ad"
	SurfaceOther  Surface = "other"
)

// Stage is one of the five stages of the customer journey.
type Stage string

// The five stages, from left to right.
const (
	Awareness  Stage = "awareness"
	Evaluation Stage = "evaluation"
	Purchase   Stage = "purchase"
	Return     Stage = "return"
	Advocacy   Stage = "advocacy"
)
