package rules

// complaintRules are those that answer what shops say of other tools, broken in the way that
// these work.
func complaintRules() []rule {
	return []rule{
		{
			name: "a cart outlives the visit", says: "A cart's window ends W after it opened, and not with the visit.",
			script: "cart_still_open_after_the_visit", file: journeyDir + "settings.go",
			old: "const DefaultCartWindow = 24 * time.Hour",
			new: "const DefaultCartWindow = 30 * time.Minute",
		},
		{
			name: "visits are converted, orders are not counted", says: "The conversion rate counts sessions with an order credited.",
			script: "never_over_100_percent", file: metricDir + "purchase.go",
			old: "Numerator: sessions(IfOrdered), Denominator: of(sessions()),",
			new: "Numerator: orders(), Denominator: of(sessions()),",
		},
		{
			name: "refunds are heard of for ever", says: "A refund counts on the order's day, whenever it comes.",
			script: "refund_a_year_later", file: journeyDir + "order.go",
			old: "	o.refunds = append(o.refunds, i)\n",
			new: "	if o.date == None || f.hits[i].Time-f.hits[o.date].Time < 90*24*3600*1000 {\n		o.refunds = append(o.refunds, i)\n	}\n",
		},
		{
			name: "the server knows of the order", says: "Figures are of the earliest server purchase, whether or not a browser saw one.",
			script: "late_return_from_the_bank", file: journeyDir + "order.go",
			old: "func (f *fold) counted(h *Hit) bool { return h.Source == event.ServerKey || !f.ServerOrders }",
			new: "func (f *fold) counted(h *Hit) bool { return h.Source == event.BrowserKey }",
		},
		{
			name: "the gateway brings nobody", says: "Payment gateways are no acquisition data.",
			script: "gateway_steals_nothing", file: journeyDir + "session.go",
			old: "	if h.Gateway && within(h.Time, s.End, gatewayReturn) {\n		return true\n	}\n",
			new: "",
		},
		{
			name: "the shop's own midnight", says: "A day is the calendar date in the site's zone.",
			script: "midnight_in_the_shop", file: metricDir + "bucket.go",
			old: "		To:     r.To.Add(1).Start(zone).UnixMilli(),",
			new: "		To:     r.To.Add(1).Start(time.UTC).UnixMilli(),",
		},
		{
			name: "no sum of two currencies", says: "Currencies are never added; each stands beside the site's.",
			script: "euros_beside_dollars", file: metricDir + "purchase.go",
			old: "Numerator:  Measure{Fact: FactOrder, Field: FieldValue, ByCurrency: true},",
			new: "Numerator:  Measure{Fact: FactOrder, Field: FieldValue},",
		},
	}
}
