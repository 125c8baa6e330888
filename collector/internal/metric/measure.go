package metric

import (
	"fmt"

	"github.com/safar-cx/safar/sdk/event"
)

// Measure is one sum over one kind of fact.
type Measure struct {
	Fact Fact
	// Field is summed; empty counts the facts.
	Field Field
	// Distinct counts the different values of Field.
	Distinct bool
	// Where keeps the facts for which all of these hold.
	Where []Predicate
	// Squares asks for the sum of squares as well.
	Squares bool
	// Spread asks, instead of the sum, for the order of the values of Field that are 0 or more.
	Spread bool
	// ByCurrency asks for one sum per currency of the order: cells then carry Currency,
	// those of counts too, since a mean divides within its currency.
	ByCurrency bool
}

// key tells measures apart: equal keys ask for the same sum.
func (m Measure) key() string {
	return fmt.Sprint(m)
}

// where is the measure narrowed by further predicates.
func (m Measure) where(more ...Predicate) Measure {
	m.Where = append(append([]Predicate(nil), m.Where...), more...)
	return m
}

// Fact, Field, Predicate and Dimension name what a store must know: closed lists, so that
// nothing a request says becomes part of a query's text.
type (
	// Fact is a kind of thing that is counted, each at one instant: its day.
	Fact string
	// Field is a number or an identity that a fact has.
	Field string
	// Predicate is a yes or no about a fact, possibly as seen from the end of the bucket
	// or from as_of.
	Predicate string
	// Dimension is a property by which units are grouped and filtered. A fact has some of its
	// own; for all others it has that of the session it belongs to, "(none)" without one.
	Dimension string
)

// The facts and their instants.
const (
	FactSession  Fact = "session"  // its first event
	FactCart     Fact = "cart"     // its opening; merged ones once
	FactCheckout Fact = "checkout" // its beginning
	FactOrder    Fact = "order"    // its earliest counted purchase; cancelled ones are none
	FactAttempt  Fact = "attempt"  // the first report of a failed payment, or an order on web or app
	FactAnswer   Fact = "answer"   // the first answer given, with a valid score
	FactTally    Fact = "tally"    // a number of events within a quarter of an hour
	// FactReply is an answer as well, also one without a score.
	FactReply Fact = "reply"
	// FactObstacle is something that stood in the way, on the day of its session. Without a
	// session it is none.
	FactObstacle Fact = "obstacle"
	// FactHindrance is a reason that stood in the way of a checkout, once however often it
	// did, on the day of the checkout.
	FactHindrance Fact = "hindrance"
	// FactRefusal is an entry with digits that a field refused.
	FactRefusal Fact = "refusal"
	// FactStumble is a field that refused digits in a checkout, once however often it did, on
	// the day of the checkout.
	FactStumble Fact = "stumble"
	// FactVerdict is the reason that an abandoned, matured checkout is put down to, on the
	// day of the checkout.
	FactVerdict Fact = "verdict"
	FactContact Fact = "contact" // a number of events at a touchpoint within a quarter of an hour
	// FactMessage is a message that was delivered, on the day it first was. Where none of its
	// campaign was by as_of, it is one that was sent and did not bounce, on the day it was sent.
	FactMessage Fact = "message"
	// FactMeeting is an order and a touchpoint that its visit met, on the day of the order.
	FactMeeting Fact = "meeting"
	// FactSpend is what advertisements of one campaign came to within a quarter of an hour. Its
	// channel, source, medium and campaign are those that they name.
	FactSpend Fact = "spend"
	// FactEarlierCustomer is a customer with a priced order in [Before, From) of the bucket.
	FactEarlierCustomer Fact = "earlier_customer"
)

// The fields.
const (
	FieldVisitor   Field = "visitor"    // of a session: an identity
	FieldEngagedMS Field = "engaged_ms" // of a session: milliseconds
	FieldValue     Field = "value"      // of an order or a meeting: minor units
	FieldNet       Field = "net"        // of an order: value less refunds, minor units
	FieldPerson    Field = "person"     // of an order, an earlier customer, a session, a passage or a refusal: an identity; there may be none
	FieldCustomer  Field = "customer"   // of an order or a session: the shop's id of its person, who is a customer; a text to be listed
	FieldCurrency  Field = "currency"   // of an order: a text to be listed
	FieldTime      Field = "time"       // of an order or a session, that of its beginning: Unix milliseconds
	FieldCount     Field = "count"      // of a tally or a contact: how many
	FieldSession   Field = "session"    // of an obstacle, a contact or a handling: an identity; the last two may have none
	FieldLeft      Field = "left"       // of a hindrance, a stumble or a verdict: what lay in the checkout's cart, minor units
	FieldMood      Field = "mood"       // of an answer: -6 to 6, thirds of the scale from -2 to 2
	FieldScore     Field = "score"      // of an answer: on the scale of its kind

	// FieldWorth90 is, of an order, what its customer's orders of its currency brought from it
	// on and before 90 days had passed: value less refunds, minor units. The others likewise.
	FieldWorth90  Field = "worth_90"
	FieldWorth180 Field = "worth_180"
	FieldWorth365 Field = "worth_365"

	FieldVisitorID   Field = "visitor_id"  // of a session: a text to be listed
	FieldImpressions Field = "impressions" // of a spend: how many
	FieldClicks      Field = "clicks"      // of a spend: how many
	FieldCost        Field = "cost"        // of a spend: minor units
)

// The fields that are only listed. Those that say yes or no are 1 or 0.
const (
	FieldTransaction Field = "transaction" // of an order: the shop's number; a text
	FieldRefunded    Field = "refunded"    // of an order: minor units
	FieldRefunds     Field = "refunds"     // of an order: how many
	FieldByBrowser   Field = "by_browser"  // of an order: a browser's purchase of it was seen
	FieldByServer    Field = "by_server"   // of an order: a server's was
	FieldReused      Field = "reused"      // of an order: its number had belonged to another before

	FieldHashed    Field = "hashed"     // of a session: its visitor is a day hash
	FieldPageViews Field = "page_views" // of a session: how many
	FieldEngaged   Field = "engaged"    // of a session: it is an engaged one
	FieldLead      Field = "lead"       // of a session: it has generate_lead or sign_up
	FieldOrders    Field = "orders"     // of a session: counted orders credited to it
	FieldReached   Field = "reached"    // of a session: the FunnelStep that it got to, skipped ones before it or not
	FieldClosed    Field = "closed"     // of a session: the FunnelStep that it got to by way of all before it
)

// The predicates.
const (
	IfEngaged Predicate = "engaged" // session: an engaged one
	IfLead    Predicate = "lead"    // session: has generate_lead or sign_up
	IfOrdered Predicate = "ordered" // session: has a counted order credited

	IfNotEngaged Predicate = "not_engaged" // session
	IfViewItem   Predicate = "view_item"   // session: has one
	IfAddToCart  Predicate = "add_to_cart" // session: has one
	IfNotHashed  Predicate = "not_hashed"  // session: its visitor is no day hash
	IfNewVisitor Predicate = "new_visitor" // session: its visitor's first session ever lies in the bucket

	IfMatured    Predicate = "matured"      // cart, checkout, what is of one: its window ended by as_of
	IfNotMatured Predicate = "not_matured"  // cart, checkout: the opposite
	IfNotEmptied Predicate = "not_emptied"  // cart
	IfNotOrdered Predicate = "not_ordered"  // cart
	IfWeekOld    Predicate = "week_old"     // cart: opened 7 days before as_of, or earlier
	IfNotWeekOld Predicate = "not_week_old" // cart: the opposite
	IfRecovered  Predicate = "recovered"    // cart: not ordered, but its visitor or person ordered within 7 days

	IfCompleted    Predicate = "completed"     // checkout: its cart was ordered
	IfNotCompleted Predicate = "not_completed" // checkout: the opposite
	IfFriction     Predicate = "friction"      // checkout: friction between its beginning and its order or window's end

	IfPriced           Predicate = "priced"              // order: its value is above 0
	IfCustomer         Predicate = "customer"            // order: its person is a customer
	IfSecondByEnd      Predicate = "second_by_end"       // order: its customer's second priced order, ever, lies before the bucket's end
	IfFirstOrder       Predicate = "first_order"         // order: its customer's first priced order, ever
	IfRefunded         Predicate = "refunded"            // order: at least one refund counts
	IfOrderedBefore    Predicate = "ordered_before"      // order: its customer's first priced order, ever, lies before the bucket
	If90DaysOld        Predicate = "90_days_old"         // order: placed 90 days before as_of, or earlier
	IfNot90DaysOld     Predicate = "not_90_days_old"     // order: the opposite
	If180DaysOld       Predicate = "180_days_old"        // order: likewise
	IfNot180DaysOld    Predicate = "not_180_days_old"    // order
	If365DaysOld       Predicate = "365_days_old"        // order
	IfNot365DaysOld    Predicate = "not_365_days_old"    // order
	IfRepeatedIn90Days Predicate = "repeated_in_90_days" // order: its customer's next priced order came within 90 days
	IfReferred         Predicate = "referred"            // order: brought by a referral that is not the buyer's own
	IfAgain            Predicate = "again"               // earlier customer: has a priced order in the bucket

	IfFailed Predicate = "failed" // attempt: it is no order

	IfNPS       Predicate = "nps"       // answer: of that kind
	IfCSAT      Predicate = "csat"      // answer: of that kind
	IfPromoter  Predicate = "promoter"  // answer: 9 or 10 of 10
	IfDetractor Predicate = "detractor" // answer: 0 to 6 of 10
	IfSatisfied Predicate = "satisfied" // answer: 4 or 5 of 5
	IfCES       Predicate = "ces"       // answer: of that kind
	IfEasy      Predicate = "easy"      // answer: 5 to 7 of 7
	IfRating    Predicate = "rating"    // answer: the stars of a review

	IfPageView     Predicate = "page_view"     // tally: of that event
	IfAdImpression Predicate = "ad_impression" // tally: of that event
	IfAdClick      Predicate = "ad_click"      // tally: of that event
	IfShare        Predicate = "share"         // tally: of share or referral_shared
	IfMention      Predicate = "mention"       // tally: of that event
	IfReview       Predicate = "review"        // tally: of review_submitted

	IfPromotionShown   Predicate = "promotion_shown"   // tally: of view_promotion, or impression at a touchpoint
	IfPromotionClicked Predicate = "promotion_clicked" // tally: of select_promotion, or click at a touchpoint

	IfText    Predicate = "text"     // reply: somebody's own words came with it
	IfCertain Predicate = "certain"  // obstacle, hindrance: it was known by as_of
	IfInForce Predicate = "in_force" // verdict: it held at as_of

	IfShown   Predicate = "shown"   // contact: an impression, of a promotion or an advertisement as well
	IfClicked Predicate = "clicked" // contact: a click, likewise; message: by as_of
	IfOpened  Predicate = "opened"  // message: by as_of
	IfGeneric Predicate = "generic" // contact: of impression or click, which every touchpoint has
)

// The predicates of the steps of the funnel and of the stages: there is one for each.

// IfStep says of a passage that it is to a step.
func IfStep(s FunnelStep) Predicate { return Predicate("step_" + s.ID()) }

// IfReached says of a session that it got to a step, or to one after it.
func IfReached(s FunnelStep) Predicate { return Predicate("reached_" + s.ID()) }

// IfClosed says of a session that it got to a step by way of all before it, one after the other.
func IfClosed(s FunnelStep) Predicate { return Predicate("closed_" + s.ID()) }

// IfAt says of an obstacle that its session had got to a step, and to none after it, just
// before.
func IfAt(s FunnelStep) Predicate { return Predicate("at_" + s.ID()) }

// IfClosedAt is IfAt for steps one after the other.
func IfClosedAt(s FunnelStep) Predicate { return Predicate("closed_at_" + s.ID()) }

// IfStage says of a session that it has an event of a stage, of an answer or a contact that
// it is of the stage.
func IfStage(s event.Stage) Predicate { return Predicate("stage_" + string(s)) }

// IfTroubled says of a session that in a stage it has a rage or dead click, an error or a
// failed payment.
func IfTroubled(s event.Stage) Predicate { return Predicate("troubled_" + string(s)) }

// IfSurface says of a contact that it was on a surface.
func IfSurface(s event.Surface) Predicate { return Predicate("surface_" + string(s)) }

// The dimensions.
const (
	ByChannel     Dimension = "channel"
	ByDevice      Dimension = "device"
	BySource      Dimension = "source"
	ByMedium      Dimension = "medium"
	ByCampaign    Dimension = "campaign" // also a message's own
	ByBrowser     Dimension = "browser"
	ByOS          Dimension = "os"
	ByCountry     Dimension = "country"
	ByLandingPage Dimension = "landing_page"
	ByVisitorType Dimension = "visitor_type" // new or returning; a day hash's is not set
	ByPastOrders  Dimension = "past_orders"  // of its person, before it began: 0, 1, 2 or 3+

	BySurface     Dimension = "surface"      // every fact's own
	ByTouchpoint  Dimension = "touchpoint"   // of a cart, an answer, a tally, a contact or a meeting
	ByCoupon      Dimension = "coupon"       // of an order
	ByPaymentType Dimension = "payment_type" // of a checkout, an order or an attempt
	ByReason      Dimension = "reason"       // of an obstacle, a hindrance or a verdict; of a checkout any number
	ByKind        Dimension = "kind"         // of a reply
	ByEntry       Dimension = "entry"        // of a refusal or a stumble: an Entry
)

// many tells whether one unit may have several values of a dimension.
func (d Dimension) many() bool { return d == ByReason || d == ByProduct || d == ByCategory }

// What stands for no session, and for a unit without the property.
const (
	NoSession = "(none)"
	NotSet    = "(not set)"
)
