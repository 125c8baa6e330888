package rules

func dimensionRules() []rule {
	return []rule{
		{
			name: "surface of a visit", says: "A visit's surface is that of its first event.",
			script: "where_it_happened", file: journeyDir + "session.go",
			old: `Channel: "direct", Surface: string(h.Event.Surface),`,
			new: `Channel: "direct",`,
		},
		{
			name: "surface of a cart", says: "A cart's surface is that of its opening.",
			script: "where_it_happened", file: journeyDir + "cart.go",
			old: "Surface: string(f.hits[b.opening].Event.Surface)",
			new: "Surface: string(f.hits[max(b.opening, b.checkout)].Event.Surface)",
		},
		{
			name: "touchpoint of a cart", says: "So is its touchpoint.",
			script: "where_it_happened", file: journeyDir + "cart.go",
			old: "Touchpoint: f.hits[b.opening].Event.Touchpoint",
			new: "Touchpoint: f.hits[max(b.opening, b.checkout)].Event.Touchpoint",
		},
		{
			name: "surface of a checkout", says: "A checkout's surface is that of its beginning.",
			script: "where_it_happened", file: journeyDir + "friction.go",
			old: "Surface: string(f.hits[b.checkout].Event.Surface)",
			new: "Surface: string(f.hits[b.opening].Event.Surface)",
		},
		{
			name: "surface of an order", says: "An order's surface is that of its earliest purchase that states one.",
			script: "where_it_happened", file: journeyDir + "order.go",
			old: `s != "" && s != event.SurfaceOther`,
			new: `s != ""`,
		},
		{
			name: "surface of an answer", says: "An answer's surface is that of its first event.",
			script: "where_it_happened", file: journeyDir + "answer.go",
			old: "f.facts.Answers[n].HasText = f.facts.Answers[n].HasText ||",
			new: "f.facts.Answers[n].Surface = string(h.Event.Surface)\n\t\tf.facts.Answers[n].HasText = f.facts.Answers[n].HasText ||",
		},
		{
			name: "touchpoint of an answer", says: "An answer's touchpoint is its own.",
			script: "where_it_happened", disk: true, file: sqliteDir + "vocabulary.go",
			old: "THEN 2 * (f.score - 4) ELSE 3 * (f.score - 3) END)`, metric.FieldScore: \"f.score\"},\n\t\tdimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: \"f.touchpoint\"})",
			new: "THEN 2 * (f.score - 4) ELSE 3 * (f.score - 3) END)`, metric.FieldScore: \"f.score\"},\n\t\tdimensions: onSurface(map[metric.Dimension]string{metric.ByTouchpoint: \"''\"})",
		},
		{
			name: "touchpoint of an event", says: "An event's touchpoint is its own.",
			script: "where_it_happened", file: journeyDir + "tally.go",
			old: "Touchpoint: h.Event.Touchpoint,",
			new: `Touchpoint: "",`,
		},
		{
			name: "surface of an event", says: "So is its surface.",
			script: "where_it_happened", file: journeyDir + "tally.go",
			old: "Surface: string(h.Event.Surface),",
			new: `Surface: "email",`,
		},
		{
			name: "own before the visit's", says: "What a unit has of its own goes before what its visit has.",
			script: "where_it_happened", disk: true, file: sqliteDir + "from.go",
			old: "column, ok = t.dimensions[by]",
			new: "column, ok = t.dimensions[by]; ok = ok && by != metric.BySurface",
		},
		{
			name: "coupon of the figures", says: "The coupon is that of the purchase that gives the figures.",
			script: "coupons", file: journeyDir + "order.go",
			old: `Coupon: date.Event.Params.Text("coupon")`,
			new: `Coupon: f.hits[o.purchases[0]].Event.Params.Text("coupon")`,
		},
		{
			name: "(not set)", says: "A unit without the property is in the group (not set).",
			script: "coupons", file: metricDir + "measure.go",
			old: `NotSet    = "(not set)"`,
			new: `NotSet    = "(none)"`,
		},
		{
			name: "customers by coupon", says: "Customers are grouped by any of their orders in the range.",
			script: "coupons", disk: true, file: sqliteDir + "vocabulary.go",
			old: `metric.ByCoupon: "f.coupon"`,
			new: `metric.ByCoupon: "(SELECT min(o.coupon) FROM placed AS o WHERE o.person = f.person)"`,
		},
		{
			name: "new visitors' visits", says: "A visit is new when it is its visitor's first ever.",
			script: "new_and_returning", disk: true, file: sqliteDir + "vocabulary.go",
			old: "WHEN %[1]s.first THEN 'new' ELSE 'returning' END",
			new: "ELSE 'new' END",
		},
		{
			name: "visits of day hashes", says: "Of a day hash nobody can tell.",
			script: "new_and_returning", disk: true, file: sqliteDir + "vocabulary.go",
			old: "CASE WHEN %[1]s.hashed THEN '' WHEN %[1]s.first",
			new: "CASE WHEN %[1]s.first",
		},
		{
			name: "free orders before a visit", says: "Free orders before a visit are none.",
			script: "orders_before_a_visit", file: journeyDir + "past.go",
			old: " && f.valueOf(o) > 0",
			new: "",
		},
		{
			name: "cancelled orders before a visit", says: "Nor are cancelled ones.",
			script: "orders_before_a_visit", file: journeyDir + "past.go",
			old: " && !o.cancelled",
			new: "",
		},
		{
			name: "orders before a visit", says: "Orders count that lie before the visit's beginning.",
			script: "orders_before_a_visit", file: journeyDir + "past.go",
			old: "f.begin[n])",
			new: "len(f.hits))",
		},
		{
			name: "orders of the person", says: "They are those of the visit's person, wherever placed.",
			script: "orders_before_a_visit", file: journeyDir + "past.go",
			old: "dates[s.Person]",
			new: "dates[Person{s.Visitor, false}]",
		},
		{
			name: "three orders or more", says: "Three and more are one group.",
			script: "orders_before_a_visit", disk: true, file: sqliteDir + "vocabulary.go",
			old: "WHEN %[1]s.past_orders > 2 THEN '3+'",
			new: "WHEN %[1]s.past_orders > 3 THEN '3+'",
		},
		{
			name: "two orders before", says: "Two are a group of their own.",
			script: "orders_before_a_visit", disk: true, file: sqliteDir + "vocabulary.go",
			old: "WHEN %[1]s.past_orders > 2 THEN '3+'",
			new: "WHEN %[1]s.past_orders > 1 THEN '3+'",
		},
		{
			name: "checkouts by reason", says: "A checkout is in the group of every reason seen in it.",
			script: "reasons_of_a_checkout", disk: true, file: sqliteDir + "vocabulary.go",
			old: `is: "v.checkout = f.id AND v.certain_at <= :asof"`,
			new: `is: "v.checkout = f.id AND v.certain_at <= :asof AND v.reason <> 'coupon_denied'"`,
		},
		{
			name: "checkouts by certain reasons", says: "A reason counts once it is certain.",
			script: "reasons_of_a_checkout", disk: true, file: sqliteDir + "vocabulary.go",
			old: "v.checkout = f.id AND v.certain_at <= :asof",
			new: "v.checkout = f.id",
		},
		{
			name: "checkouts without reason", says: "A checkout without any is in the group (none).",
			script: "reasons_of_a_checkout", disk: true, file: sqliteDir + "vocabulary.go",
			old: "none: metric.NoSession",
			new: "none: metric.NotSet",
		},
		{
			name: "filtered by one of many", says: "A filter takes a unit when one of its values is asked for.",
			script: "reasons_of_a_checkout", disk: true, file: sqliteDir + "from.go",
			old: "AND %[3]s IN %[4]s) OR",
			new: "AND %[3]s = (SELECT max(reason) FROM hindrance AS h WHERE h.checkout = f.id) AND %[3]s IN %[4]s) OR",
		},
		{
			name: "filtered by none of many", says: "And one without any by the word for none.",
			script: "reasons_of_a_checkout", disk: true, file: sqliteDir + "from.go",
			old: "OR '%[5]s' IN %[4]s AND NOT EXISTS",
			new: "OR FALSE AND '%[5]s' IN %[4]s AND NOT EXISTS",
		},
		{
			name: "system of a visit", says: "A visit's system is that of the first part that tells one, even if another tells the device.",
			script: "facts_of_a_visit", file: journeyDir + "session.go",
			old: "s.OS = cmp.Or(s.OS, h.OS)", new: `s.OS = cmp.Or(s.OS, h.OS, "(not told)")`,
		},
		{
			name: "landing page", says: "A visit landed on the first page that has an address.",
			script: "facts_of_a_visit", file: journeyDir + "session.go",
			old: "s.Landing = cmp.Or(s.Landing, h.Landing)", new: "s.Landing = cmp.Or(h.Landing, s.Landing)",
		},
	}
}
