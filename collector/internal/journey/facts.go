package journey

import (
	"math"

	"github.com/safar-cx/safar/sdk/event"
)

// Facts are what a set of events says happened. References between facts are indexes into
// the slices of the same Facts; None stands for no fact.
type Facts struct {
	Sessions   []Session
	Carts      []Cart
	Checkouts  []Checkout
	Orders     []Order
	Attempts   []Attempt
	Answers    []Answer
	Messages   []Message
	Frictions  []Friction
	Hindrances []Hindrance
	Refusals   []Refusal
	Stumbles   []Stumble
	Verdicts   []Verdict
	Tallies    []Tally
	Contacts   []Contact
	Meetings   []Meeting
	Codes      []Code
	Spends     []Spend

	Handlings  []Handling
	OrderItems []OrderItem
	CartItems  []CartItem
	Passages   []Passage
}

// None is the reference to no fact.
const None = -1

// Never is the time of what did not happen.
const Never = math.MaxInt64

// Person is who did something: the customer where known, else the visitor.
type Person struct {
	// ID is the customer's or the visitor's id; "" for nobody known.
	ID string
	// Customer tells which of the two ID is.
	Customer bool
}

// Session is one visit of one visitor. Times are Unix milliseconds, here and below.
type Session struct {
	Visitor string
	Hashed  bool
	Person  Person // of its first event
	Start   int64  // its day
	End     int64  // time of its last event
	First   bool   // the visitor's first session ever

	Channel, Source, Medium, Campaign  string // Channel is "direct" without acquisition data
	Landing                            string
	Device, Browser, OS, Country       string
	Surface                            string
	PageViews                          int
	EngagedMS                          int64
	Engaged, Lead, ViewItem, AddToCart bool
	Orders                             int // counted orders credited to it
	PastOrders                         int // its person's, of a value above 0, before it began

	Reached  Step     // the furthest step that it has, skipped ones before it or not
	Closed   Step     // the furthest one that it came to by way of all before it, in order
	Stages   StageSet // of its events
	Troubled StageSet // of those of its events that went wrong for the visitor

	arrived bool // Channel comes from acquisition data
}

// Cart is one shopping cart from its opening to its order or its window's end.
type Cart struct {
	Visitor   string // of its opening
	Person    Person // of its opening
	Session   int    // that its opening belongs to
	Opened    int64  // its day
	WindowEnd int64
	Ordered   bool
	Emptied   bool
	Recovered bool
	// Surface and Touchpoint are those of its opening, the latter "" where that names none.
	Surface, Touchpoint string

	Categories []string // of what was put into it, each once

	Reached Step // like a session's, from StepAddToCart on, which is the cart itself
	Closed  Step
}

// Checkout is a cart's first begin_checkout.
type Checkout struct {
	Cart      int
	Session   int
	Begun     int64 // its day
	WindowEnd int64 // that of its cart
	Completed bool
	// FrictionAt is when it was certain that something stood in the way between Begun and
	// the order, else the window's end; Never when nothing did.
	FrictionAt int64
	// Value is what lay in the cart, as its events last said: minor units of Currency.
	Value    int64
	Currency string
	Surface  string // of its begin_checkout
	// PaymentType is what was chosen last in its cart; "" where nothing was.
	PaymentType string
}

// Order is one counted order.
type Order struct {
	Transaction string
	Time        int64 // its day: the earliest counted purchase
	Source      uint8 // key kind and id of that purchase, for the order of two orders
	EventID     string
	Person      Person
	Session     int
	Cart        int // the cart that it completed
	Surface     string
	Currency    string
	Value       int64 // minor units
	Refunded    int64 // minor units, at most Value
	Refunds     int   // refunds counted
	Coupon      string
	PaymentType string // of its purchase, else as chosen last in the cart that it completed; "" where nothing tells
	ByBrowser   bool   // a browser's purchase of it was seen
	ByServer    bool   // a server's
	Reused      bool   // its transaction id had belonged to an order more than 30 days before
	// ReferralCodes are the codes that brought the buyer: of the purchase and of
	// referral_visited in the 30 days before. One of "" is a visit that named none.
	ReferralCodes []string
	Categories    []string // of its items, each once
	// Sealed says that its visit and its cart are: Session and Cart are None whatever they
	// were, and so are the surface and the payment type that only these told.
	Sealed bool
}

// Attempt is what the share of failed payments is made of: an attempt at paying that failed,
// once however often that was reported, or an order on web or app.
type Attempt struct {
	Failed               bool
	Time                 int64 // its day: the first report of the failure, or the order
	Session              int
	Surface, PaymentType string
}

// Answer is one answer to a survey question: the latest valid score on the day of the first.
// A review is an answer of the kind Rating.
type Answer struct {
	Survey, Kind, Touchpoint, Response string
	Person                             Person
	Session                            int
	Time                               int64
	Score                              int
	HasScore                           bool
	HasText                            bool // somebody's own words came with it
	Stage                              event.Stage
	Surface                            string // of its first event, as are the touchpoint and the stage
}

// Message is what became of one message: the first of each of its events, Never where
// there was none. A click implies an open. Surface is that of the delivery,
// else of the sending.
type Message struct {
	ID, Campaign, Surface                     string
	Person                                    Person
	Sent, Delivered, Opened, Clicked, Bounced int64
}

// Friction is one thing that stood in a shopper's way.
type Friction struct {
	Name, Reason string
	Time         int64
	CertainAt    int64 // later than Time for what is known only when nothing followed
	Session      int
	Checkout     int // the checkout that it was seen in
	// Step and Closed are how far its session had got just before.
	Step, Closed Step
}

// Hindrance is a reason that stood in the way of a checkout, however often it did.
type Hindrance struct {
	Checkout  int
	Reason    string
	CertainAt int64 // when it first was certain
}

// Verdict is the one reason that an abandoned checkout is put down to, as seen from an
// instant in [Since, Until). Before its window's end a checkout has none.
type Verdict struct {
	Checkout     int
	Reason       string // event.ReasonUnknown where nothing tells
	Since, Until int64
}

// Tally counts events of one kind in a quarter of an hour, so that no answer needs the raw
// events and every zone's days can be cut from it.
type Tally struct {
	Name    string // the event's name
	Time    int64  // beginning of the quarter hour
	Count   int64
	Session int
	// Surface and Touchpoint are the events' own, the latter "" where they name none.
	Surface, Touchpoint string
}

// Contact counts events of one kind at one touchpoint in a quarter of an hour.
type Contact struct {
	Touchpoint string
	Name       string // the events' name
	Stage      event.Stage
	Surface    string
	Time       int64 // beginning of the quarter hour
	Count      int64
	Session    int
}

// Meeting is a touchpoint that was met in the visit that an order is credited to, before the
// order or after it, once however often it was met.
type Meeting struct {
	Order      int
	Touchpoint string
}

// Code is the sharing of a referral code. The first one of a code owns it.
type Code struct {
	Code    string
	Person  Person
	Time    int64
	Source  uint8
	EventID string
}
