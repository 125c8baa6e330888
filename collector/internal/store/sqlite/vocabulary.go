package sqlite

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// table says where the facts of a kind are. Statements name the fact f, its session s and
// the bucket b; :asof is the instant from which the past is seen.
type table struct {
	name string
	span string // which facts lie in the bucket
	// session is the one that the fact belongs to. Defaults to f.session.
	session string
	// fields are the columns that may be summed or counted.
	fields map[metric.Field]string
	// predicates are conditions on the fact.
	predicates map[metric.Predicate]string
	// dimensions are the fact's own: columns that stand before its session's.
	dimensions map[metric.Dimension]string
	// many are the fact's own dimensions of which it may have several values at once.
	many map[metric.Dimension]many
	// member is what is counted of the facts where different ones are.
	member member
}

// member tells different people, or visits, apart.
type member struct {
	field  metric.Field
	column string
	time   string             // of the fact
	near   string             // which facts may be of the member d; an index finds them
	needs  []metric.Predicate // that near takes for granted
	since  string             // none of them lies before it; empty where nothing is known
}

// many says where the values of a dimension are, a row for each value of a fact.
type many struct {
	name   string // of the table, v in what follows
	is     string // which rows are the fact's
	column string
	none   string // what stands for no row
}

// ofCustomer are the priced orders of f's customer; the caller goes on with AND.
const (
	ofCustomer     = `FROM placed AS o WHERE o.person = f.person AND o.customer AND o.value > 0`
	customerOrders = "SELECT 1 " + ofCustomer
)

var tables = map[metric.Fact]table{
	metric.FactSession: {
		name: "session", span: "f.start >= b.lo AND f.start < b.hi", session: "f.id", dimensions: ofVisit("f"),
		member: member{field: metric.FieldVisitor, column: "f.visitor", time: "f.start", near: "f.visitor = d.member"},
		fields: map[metric.Field]string{
			metric.FieldVisitor:   "f.visitor",
			metric.FieldEngagedMS: "f.engaged_ms",

			metric.FieldPerson:    "f.person",
			metric.FieldTime:      "f.start",
			metric.FieldVisitorID: "(SELECT key FROM node WHERE id = f.visitor)",
			metric.FieldHashed:    "f.hashed",
			metric.FieldCustomer:  fmt.Sprintf("(SELECT key FROM node WHERE id = f.person AND kind = %d)", journey.Customer),
			metric.FieldPageViews: "f.pageviews",
			metric.FieldEngaged:   "f.engaged",
			metric.FieldLead:      "f.lead",
			metric.FieldOrders:    "f.orders",
			metric.FieldReached:   "f.reached",
			metric.FieldClosed:    "f.closed",
		},
		predicates: merged(reachedSteps(), touchedStages(), map[metric.Predicate]string{
			metric.IfEngaged: "f.engaged",
			metric.IfLead:    "f.lead",
			metric.IfOrdered: "f.orders > 0",

			metric.IfNotEngaged: "NOT f.engaged",
			metric.IfViewItem:   "f.view_item",
			metric.IfAddToCart:  "f.add_to_cart",
			metric.IfNotHashed:  "NOT f.hashed",
			metric.IfNewVisitor: "EXISTS (SELECT 1 FROM session AS n WHERE n.visitor = f.visitor AND n.first AND n.start >= b.lo AND n.start < b.hi)",
		}),
	},
	metric.FactCart: {
		name: "cart", span: "f.opened >= b.lo AND f.opened < b.hi",
		predicates: merged(reachedSteps(), map[metric.Predicate]string{
			metric.IfMatured:    "f.window_end <= :asof",
			metric.IfNotMatured: "f.window_end > :asof",
			metric.IfNotEmptied: "NOT f.emptied",
			metric.IfNotOrdered: "NOT f.ordered",
			metric.IfWeekOld:    "f.opened <= :asof - 604800000",
			metric.IfNotWeekOld: "f.opened > :asof - 604800000",
			metric.IfRecovered:  "f.recovered",
		}),
		dimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: "f.touchpoint"}),
		many:       contents("f.id"),
	},
	metric.FactCheckout: {
		name: "checkout", span: "f.begun >= b.lo AND f.begun < b.hi",
		predicates: map[metric.Predicate]string{
			metric.IfMatured:      "f.window_end <= :asof",
			metric.IfNotMatured:   "f.window_end > :asof",
			metric.IfCompleted:    "f.completed",
			metric.IfNotCompleted: "NOT f.completed",
			metric.IfFriction:     "f.friction_at <= :asof",
		},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByPaymentType: "f.payment_type"}),
		many: merged(contents("f.cart"), map[metric.Dimension]many{metric.ByReason: {
			name: "hindrance", is: "v.checkout = f.id AND v.certain_at <= :asof", column: "v.reason", none: metric.NoSession,
		}}),
	},
	metric.FactOrder: {
		name: "placed", span: "f.time >= b.lo AND f.time < b.hi", many: wares(),
		dimensions: orderDimensions(), member: buyer(),
		fields: map[metric.Field]string{
			metric.FieldValue:  "f.value",
			metric.FieldNet:    "(f.value - f.refunded)",
			metric.FieldPerson: "f.person",

			metric.FieldCustomer: "(SELECT key FROM node WHERE id = f.person AND f.customer)",
			metric.FieldCurrency: "f.currency",
			metric.FieldTime:     "f.time",

			metric.FieldWorth90:     worthIn(90),
			metric.FieldWorth180:    worthIn(180),
			metric.FieldWorth365:    worthIn(365),
			metric.FieldTransaction: `f."transaction"`,
			metric.FieldRefunded:    "f.refunded",
			metric.FieldRefunds:     "f.refunds",
			metric.FieldByBrowser:   "f.by_browser",
			metric.FieldByServer:    "f.by_server",
			metric.FieldReused:      "f.reused",
		},
		predicates: map[metric.Predicate]string{
			metric.IfPriced:           "f.value > 0",
			metric.IfCustomer:         "f.customer",
			metric.IfSecondByEnd:      "EXISTS (" + customerOrders + " AND o.time < b.hi LIMIT 1 OFFSET 1)",
			metric.IfFirstOrder:       "NOT EXISTS (" + customerOrders + " AND (o.time, o.kind, o.event) < (f.time, f.kind, f.event))",
			metric.IfRefunded:         "f.refunds > 0",
			metric.IfOrderedBefore:    "EXISTS (" + customerOrders + " AND o.time < b.lo)",
			metric.If90DaysOld:        old(90),
			metric.IfNot90DaysOld:     "NOT " + old(90),
			metric.If180DaysOld:       old(180),
			metric.IfNot180DaysOld:    "NOT " + old(180),
			metric.If365DaysOld:       old(365),
			metric.IfNot365DaysOld:    "NOT " + old(365),
			metric.IfRepeatedIn90Days: "EXISTS (" + customerOrders + " AND (o.time, o.kind, o.event) > (f.time, f.kind, f.event) AND o.time < f.time + 7776000000)",
			metric.IfReferred: `EXISTS (SELECT 1 FROM referral AS r WHERE r.placed = f.id AND (r.code = '' OR f.person IS NOT
				(SELECT c.person FROM code AS c WHERE c.site = f.site AND c.code = r.code ORDER BY c.time, c.kind, c.event LIMIT 1)))`,
		},
	},
	metric.FactEarlierCustomer: {
		name: "placed", span: "f.time >= b.before AND f.time < b.lo AND f.customer AND f.value > 0", many: wares(),
		dimensions: orderDimensions(), member: buyer(),
		fields: map[metric.Field]string{metric.FieldPerson: "f.person"},
		predicates: map[metric.Predicate]string{
			metric.IfAgain: "EXISTS (" + customerOrders + " AND o.time >= b.lo AND o.time < b.hi)",
		},
	},
	metric.FactAnswer: {
		name: "answer", span: "f.time >= b.lo AND f.time < b.hi AND f.score IS NOT NULL",
		fields: map[metric.Field]string{metric.FieldMood: `(CASE f.kind
			WHEN 'nps' THEN CASE WHEN f.score <= 6 THEN -6 WHEN f.score <= 8 THEN 0 ELSE 6 END
			WHEN 'ces' THEN 2 * (f.score - 4) ELSE 3 * (f.score - 3) END)`, metric.FieldScore: "f.score"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: "f.touchpoint"}),
		predicates: merged(ownStages(), map[metric.Predicate]string{
			metric.IfNPS:       "f.kind = 'nps'",
			metric.IfCSAT:      "f.kind = 'csat'",
			metric.IfPromoter:  "f.score >= 9",
			metric.IfDetractor: "f.score <= 6",
			metric.IfSatisfied: "f.score >= 4",
			metric.IfCES:       "f.kind = 'ces'",
			metric.IfEasy:      "f.score >= 5",
			metric.IfRating:    "f.kind = 'rating'",
		}),
	},
	metric.FactReply: {
		name: "answer", span: "f.time >= b.lo AND f.time < b.hi",
		predicates: map[metric.Predicate]string{metric.IfText: "f.words"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByKind: "f.kind"}),
	},
	metric.FactObstacle: {
		name: "friction", span: "f.start >= b.lo AND f.start < b.hi",
		fields:     map[metric.Field]string{metric.FieldSession: "f.session"},
		predicates: merged(stepsBefore(), map[metric.Predicate]string{metric.IfCertain: "f.certain_at <= :asof"}),
		dimensions: map[metric.Dimension]string{metric.ByReason: "f.reason"},
	},
	metric.FactHindrance: {
		name: "hindrance", span: "f.begun >= b.lo AND f.begun < b.hi",
		fields: map[metric.Field]string{metric.FieldLeft: "f.value"},
		predicates: map[metric.Predicate]string{
			metric.IfMatured:      "f.window_end <= :asof",
			metric.IfCertain:      "f.certain_at <= :asof",
			metric.IfNotCompleted: "NOT f.completed",
		},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByReason: "f.reason"}),
	},
	metric.FactVerdict: {
		name: "verdict", span: "f.begun >= b.lo AND f.begun < b.hi",
		fields:     map[metric.Field]string{metric.FieldLeft: "f.value"},
		predicates: map[metric.Predicate]string{metric.IfInForce: "f.since <= :asof AND f.until > :asof"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByReason: "f.reason"}),
	},
	metric.FactContact: {
		name: "contact", span: "f.time >= b.lo AND f.time < b.hi", member: visit(),
		fields: map[metric.Field]string{metric.FieldCount: "f.count", metric.FieldSession: "f.session"},
		predicates: merged(ownStages(), ownSurfaces(), map[metric.Predicate]string{
			metric.IfShown:   "f.name IN ('impression', 'view_promotion', 'ad_impression')",
			metric.IfClicked: "f.name IN ('click', 'select_promotion', 'ad_click')",
			metric.IfGeneric: "f.name IN ('impression', 'click')",
		}),
		dimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: "f.touchpoint"}),
	},
	metric.FactMeeting: {
		name: "meeting", span: "f.time >= b.lo AND f.time < b.hi",
		fields:     map[metric.Field]string{metric.FieldValue: "f.value"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: "f.touchpoint"}),
	},
	metric.FactSpend: {
		name: "spend", span: "f.time >= b.lo AND f.time < b.hi",
		fields: map[metric.Field]string{
			metric.FieldImpressions: "f.impressions", metric.FieldClicks: "f.clicks", metric.FieldCost: "f.cost",
		},
		dimensions: onSurface(map[metric.Dimension]string{
			metric.ByChannel: "f.channel", metric.BySource: "f.source", metric.ByMedium: "f.medium", metric.ByCampaign: "f.campaign",
		}),
	},
	metric.FactTally: {
		name: "tally", span: "f.time >= b.lo AND f.time < b.hi",
		dimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: "f.touchpoint"}),
		fields:     map[metric.Field]string{metric.FieldCount: "f.count"},
		predicates: map[metric.Predicate]string{
			metric.IfPageView:     "f.name = 'page_view'",
			metric.IfAdImpression: "f.name = 'ad_impression'",
			metric.IfAdClick:      "f.name = 'ad_click'",
			metric.IfShare:        "f.name IN ('share', 'referral_shared')",
			metric.IfMention:      "f.name = 'mention'",
			metric.IfReview:       "f.name = 'review_submitted'",

			metric.IfPromotionShown:   "f.name IN ('impression', 'view_promotion')",
			metric.IfPromotionClicked: "f.name IN ('click', 'select_promotion')",
		},
	},
	metric.FactAttempt: {
		name: "attempt", span: "f.time >= b.lo AND f.time < b.hi",
		predicates: map[metric.Predicate]string{metric.IfFailed: "f.failed"},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByPaymentType: "f.payment_type"}),
	},
	metric.FactMessage: {
		name: "message", session: "NULL",
		span: `(f.delivered >= b.lo AND f.delivered < b.hi OR f.sent >= b.lo AND f.sent < b.hi AND f.bounced > :asof
			AND NOT EXISTS (SELECT 1 FROM message AS d WHERE d.site = f.site AND d.campaign = f.campaign AND d.delivered <= :asof))`,
		predicates: map[metric.Predicate]string{
			metric.IfOpened:  "f.opened <= :asof",
			metric.IfClicked: "f.clicked <= :asof",
		},
		dimensions: onSurface(map[metric.Dimension]string{metric.ByCampaign: "f.campaign"}),
	},
	metric.FactRefusal:     refusals(),
	metric.FactStumble:     stumbles(),
	metric.FactHandling:    handlings(),
	metric.FactOrderItem:   orderItems(),
	metric.FactCartItem:    cartItems(),
	metric.FactPassage:     passages("f.of_cart = 0", nil),
	metric.FactCartPassage: passages("f.of_cart = 1", onSurface(map[metric.Dimension]string{})),
}

// ofVisit are the columns of a visit, under some name, by which facts are grouped and filtered.
func ofVisit(name string) map[metric.Dimension]string {
	columns := map[metric.Dimension]string{
		metric.ByChannel:     "%s.channel",
		metric.ByDevice:      "%s.device",
		metric.BySource:      "%s.source",
		metric.ByMedium:      "%s.medium",
		metric.ByCampaign:    "%s.campaign",
		metric.ByBrowser:     "%s.browser",
		metric.ByOS:          "%s.os",
		metric.ByCountry:     "%s.country",
		metric.ByLandingPage: "%s.landing",
		metric.BySurface:     "%s.surface",
		metric.ByVisitorType: "CASE WHEN %[1]s.hashed THEN '' WHEN %[1]s.first THEN 'new' ELSE 'returning' END",
		metric.ByPastOrders:  "CASE WHEN %[1]s.past_orders > 2 THEN '3+' ELSE CAST(%[1]s.past_orders AS TEXT) END",
	}
	for by, column := range columns {
		columns[by] = fmt.Sprintf(column, name)
	}
	return columns
}

// onSurface are the dimensions of a fact that has a surface of its own.
func onSurface(own map[metric.Dimension]string) map[metric.Dimension]string {
	own[metric.BySurface] = "f.surface"
	return own
}

// buyer is the customer of an order.
func buyer() member {
	return member{field: metric.FieldPerson, column: "f.person", time: "f.time", near: "f.person = d.member AND f.customer AND f.value > 0",
		needs: []metric.Predicate{metric.IfCustomer, metric.IfPriced}}
}

// visit is the session that a fact belongs to.
func visit() member {
	return member{
		field: metric.FieldSession, column: "f.session", time: "f.time", near: "f.unit = d.unit AND +f.session = d.member",
		since: "(SELECT start FROM session WHERE id = f.session)",
	}
}

func orderDimensions() map[metric.Dimension]string {
	return onSurface(map[metric.Dimension]string{metric.ByCoupon: "f.coupon", metric.ByPaymentType: "f.payment_type"})
}

// old says that so many days have passed since an order.
func old(days int) string { return fmt.Sprintf("(f.time <= :asof - %d)", int64(days)*dayMS) }

// worthIn is what f's customer brought from it on and before so many days had passed, in its
// currency.
func worthIn(days int) string {
	return fmt.Sprintf("(SELECT sum(o.value - o.refunded) %s AND o.currency = f.currency"+
		" AND (o.time, o.kind, o.event) >= (f.time, f.kind, f.event) AND o.time < f.time + %d)", ofCustomer, int64(days)*dayMS)
}

// dayMS is the length of a day of 24 hours in milliseconds.
const dayMS = 24 * 3600 * 1000
