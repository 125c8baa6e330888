package rules

func catalogueRules() []rule {
	return []rule{
		{
			name: "visitors", says: "Visitors are counted once, however often they visit.",
			script: "gap_thirty_minutes", file: metricDir + "awareness.go",
			old: "Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true}",
			new: "sessions()",
		},
		{
			name: "page views", says: "Page views are counted on their own day.",
			script: "midnight_and_campaigns", file: metricDir + "awareness.go",
			old: "tallies(IfPageView)",
			new: "sessions()",
		},
		{
			name: "advertisements count", says: "An advertisement's event stands for as many as it counts.",
			script: "ads_and_shares", file: journeyDir + "tally.go",
			old: "count = n",
			new: "_ = n",
		},
		{
			name: "one by default", says: "It stands for one where it does not say.",
			script: "ads_and_shares", file: journeyDir + "tally.go",
			old: "count := int64(1)",
			new: "count := int64(0)",
		},
		{
			name: "both kinds of sharing", says: "Shares are share and referral_shared.",
			script: "ads_and_shares", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.name IN ('share', 'referral_shared')"`,
			new: `"f.name = 'share'"`,
		},
		{
			name: "a session converts once", says: "The conversion rate counts sessions with an order, not orders.",
			script: "engaged_visits", file: metricDir + "purchase.go",
			old: "Numerator: sessions(IfOrdered), Denominator: of(sessions()),",
			new: "Numerator: orders(), Denominator: of(sessions()),",
		},
		{
			name: "free orders are in no average", says: "Orders of value 0 are not in the average order value.",
			script: "free_order", file: metricDir + "purchase.go",
			old: "Denominator: &Measure{Fact: FactOrder, Where: []Predicate{IfPriced}, ByCurrency: true},\n\t\t\tDimensions:  bySession(), Additive: true, Day: \"order\",\n\t\t\tName:       map[string]string{\"en\": \"Average order value (AOV)\"",
			new: "Denominator: &Measure{Fact: FactOrder, ByCurrency: true},\n\t\t\tDimensions:  bySession(), Additive: true, Day: \"order\",\n\t\t\tName:       map[string]string{\"en\": \"Average order value (AOV)\"",
		},
		{
			name: "free orders make no customer", says: "Orders of value 0 are in no customer metric.",
			script: "free_order", file: metricDir + "catalogue.go",
			old: "where(IfPriced, IfCustomer)",
			new: "where(IfCustomer)",
		},
		{
			name: "free orders are no repeat", says: "Nor do they make a second order.",
			script: "free_order", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND o.customer AND o.value > 0`",
			new: "AND o.customer`",
		},
		{
			name: "customers have an id", says: "A customer is a person with a customer id.",
			script: "late_login", file: metricDir + "catalogue.go",
			old: "where(IfPriced, IfCustomer)",
			new: "where(IfPriced)",
		},
		{
			name: "two orders ever", says: "The second order counts up to the range's end.",
			script: "customers_who_return", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND o.time < b.hi LIMIT 1 OFFSET 1)",
			new: "LIMIT 1 OFFSET 1)",
		},
		{
			name: "orders before the range", says: "Orders before the range count for two or more.",
			script: "customers_who_return", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND o.time < b.hi LIMIT 1 OFFSET 1)",
			new: "AND o.time >= b.lo AND o.time < b.hi LIMIT 1 OFFSET 1)",
		},
		{
			name: "retained", says: "A retained customer orders in the range again.",
			script: "customers_who_return", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND o.time >= b.lo AND o.time < b.hi)\"",
			new: "AND o.time >= b.lo)\"",
		},
		{
			name: "the range before", says: "Retention is of the customers of the range just before.",
			script: "customers_who_return", disk: true, file: sqliteDir + "vocabulary.go",
			old: "f.time >= b.before AND f.time < b.lo AND",
			new: "f.time < b.lo AND",
		},
		{
			name: "as many dates before", says: "The range before has as many dates, not as many hours.",
			script: "customers_who_return", file: metricDir + "bucket.go",
			old: "r.From.Add(-r.Days()).Start(zone).UnixMilli()",
			new: "r.From.Start(zone).Add(-time.Duration(r.Days()) * 24 * time.Hour).UnixMilli()",
		},
		{
			name: "first orders", says: "The referral rate is of first orders.",
			script: "whose_referral", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND (o.time, o.kind, o.event) < (f.time, f.kind, f.event))",
			new: "AND FALSE)",
		},
		{
			name: "the code on the order", says: "A code on the purchase is a referral.",
			script: "answers_and_referrals", file: journeyDir + "referral.go",
			old: "codes = append(codes, o.code)",
			new: "_ = o.code",
		},
		{
			name: "a visit by a link", says: "So is a referral_visited of the person before it.",
			script: "whose_referral", file: journeyDir + "referral.go",
			old: "if i < o.date && within(",
			new: "if false && within(",
		},
		{
			name: "a visit 30 days before", says: "The visit lies less than 30 days back; exactly 30 days are too long.",
			script: "whose_referral", file: journeyDir + "window.go",
			old: "referralWindow = int64(30 * 24 * time.Hour / time.Millisecond)",
			new: "referralWindow = int64(30*24*time.Hour/time.Millisecond) + 1",
		},
		{
			name: "one's own code", says: "The person's own code is no referral.",
			script: "whose_referral", disk: true, file: sqliteDir + "vocabulary.go",
			old: "r.code = '' OR f.person IS NOT",
			new: "TRUE OR f.person IS NOT",
		},
		{
			name: "whose code", says: "A code is that of the first who shared it.",
			script: "whose_referral", disk: true, file: sqliteDir + "vocabulary.go",
			old: "ORDER BY c.time, c.kind, c.event LIMIT 1",
			new: "ORDER BY c.time DESC, c.kind, c.event LIMIT 1",
		},
		{
			name: "completed checkouts", says: "A checkout is completed when its cart was ordered, cancelled or not.",
			script: "cancelled_order", file: journeyDir + "friction.go",
			old: "Completed: b.order != nil,",
			new: "Completed: b.order != nil && !b.order.cancelled,",
		},
		{
			name: "checkouts of emptied carts", says: "Of an emptied cart the checkout counts.",
			script: "emptied_and_ordered", file: journeyDir + "friction.go",
			old: "if b.into != None || b.checkout == None {",
			new: "if b.into != None || b.checkout == None || b.emptied() {",
		},
	}
}

func groupRules() []rule {
	return []rule{
		{
			name: "an order goes with its session", says: "An order is grouped and filtered by the session that it belongs to.",
			script: "groups_and_filters", file: journeyDir + "order.go",
			old: "Session: o.session, Cart: o.basket",
			new: "Session: None, Cart: o.basket",
		},
		{
			name: "(none)", says: "What belongs to no session is in the group (none).",
			script: "groups_and_filters", disk: true, file: sqliteDir + "vocabulary.go",
			old: `noSession = "(none)"`,
			new: `noSession = "(not set)"`,
		},
		{
			name: "not", says: "A filter may exclude.",
			script: "groups_and_filters", disk: true, file: sqliteDir + "measure.go",
			old: `not = "NOT "`,
			new: `not = ""`,
		},
		{
			name: "filters", says: "A filter selects the units that the denominator counts.",
			script: "groups_and_filters", disk: true, file: sqliteDir + "measure.go",
			old: `text += " AND " + property(column)`,
			new: `text += " OR " + property(column)`,
		},
		{
			name: "the whole history", says: "Two or more orders are looked for among all orders, whatever the group.",
			script: "groups_and_filters", disk: true, file: sqliteDir + "vocabulary.go",
			old: "WHERE o.person = f.person AND o.customer",
			new: "WHERE o.person = f.person AND o.session IS f.session AND o.customer",
		},
		{
			name: "device of a session", says: "A session's device is that of its first event that tells one.",
			script: "cart_on_another_device", file: journeyDir + "session.go",
			old: "s.Device = cmp.Or(s.Device, h.Device)",
			new: "s.Device = \"\"",
		},
	}
}
