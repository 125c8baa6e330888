package rules

func creditRules() []rule {
	return []rule{
		{
			name: "sessions have what is credited", says: "A session has an event that is credited to it.",
			script: "engaged_time", file: journeyDir + "credit.go",
			old: "f.session[i] = f.sessionBefore(visitor, i)",
			new: `f.session[i] = f.sessionBefore("", i)`,
		},
		{
			name: "less than 24 hours", says: "An event is credited to a session whose last event is less than 24 hours before it.",
			script: "credited_to_a_visit", file: journeyDir + "credit.go",
			old: ">= creditWindow",
			new: "> creditWindow",
		},
		{
			name: "up to 24 hours", says: "It is credited for as long as that.",
			script: "credited_to_a_visit", file: journeyDir + "window.go",
			old: "creditWindow   = int64(24 * time.Hour / time.Millisecond)",
			new: "creditWindow   = int64(24*time.Hour/time.Millisecond) - 1",
		},
		{
			name: "the latest session", says: "It is credited to the visitor's latest session begun before it.",
			script: "credited_to_a_visit", file: journeyDir + "credit.go",
			old: "return visits[n-1]",
			new: "return visits[0]",
		},
		{
			name: "session of the checkout", says: "An order belongs first to the session in which its cart's checkout was begun.",
			script: "visit_of_an_order", file: journeyDir + "credit.go",
			old: "o.session = f.checkoutSession(begun[o.itsCart], o.date)",
			new: "o.session = None",
		},
		{
			name: "checkouts of 24 hours", says: "It does so if that was in the 24 hours before.",
			script: "visit_of_an_order", file: journeyDir + "window.go",
			old: "checkoutCredit = int64(24 * time.Hour / time.Millisecond)",
			new: "checkoutCredit = int64(24*time.Hour/time.Millisecond) + 1",
		},
		{
			name: "the latest checkout", says: "Of several begin_checkouts the latest tells.",
			script: "two_checkouts_two_visits", file: journeyDir + "credit.go",
			old: "for n := len(begun) - 1; n >= 0; n-- {",
			new: "for n := range begun {",
		},
		{
			name: "before the visit that it leads to", says: "A click on an advertisement belongs to a session that begins after it.",
			script: "click_before_visit", file: journeyDir + "credit.go",
			old: "case event.NameAdClick, event.NameMessageClicked:",
			new: "case event.NameMessageClicked:",
		},
		{
			name: "within five minutes", says: "That session begins within 5 minutes.",
			script: "click_before_visit", file: journeyDir + "window.go",
			old: "arrivalWindow  = int64(5 * time.Minute / time.Millisecond)",
			new: "arrivalWindow  = int64(5*time.Minute/time.Millisecond) + 1",
		},
		{
			name: "the click on a message", says: "A click on a message is credited like one on an advertisement.",
			script: "click_on_a_message", file: journeyDir + "credit.go",
			old: "case event.NameAdClick, event.NameMessageClicked:",
			new: "case event.NameAdClick:",
		},
		{
			name: "visitor of the transaction", says: "A purchase without visitor takes that of its transaction.",
			script: "without_a_visitor", file: journeyDir + "order.go",
			old: `if o.visitor == "" && h.Visitor != "" {`,
			new: `if o.visitor == "" && h.Visitor != "" && h.Source == event.ServerKey {`,
		},
		{
			name: "visitor of an event's cart", says: "An event without visitor takes that of its cart's opening.",
			script: "without_a_visitor", file: journeyDir + "credit.go",
			old: `if v := f.baskets[f.merged(b)].visitor; v != "" {`,
			new: `if v := f.baskets[f.merged(b)].visitor; v == "-" {`,
		},
		{
			name: "visitor of an order's cart", says: "An order without visitor takes that of its cart's opening.",
			script: "without_a_visitor", file: journeyDir + "credit.go",
			old: `if v := f.baskets[o.itsCart].visitor; v != "" {`,
			new: `if v := f.baskets[o.itsCart].visitor; v == "-" {`,
		},
		{
			name: "visitor of the customer", says: "Else it takes that of a session that began as the customer's.",
			script: "without_a_visitor", file: journeyDir + "credit.go",
			old: "if customer == \"\" {\n\t\treturn \"\"\n\t}\n",
			new: "if customer != \"-\" {\n\t\treturn \"\"\n\t}\n",
		},
		{
			name: "the customer's latest session", says: "Of these sessions the latest begun before it tells.",
			script: "without_a_visitor", file: journeyDir + "credit.go",
			old: "return f.hits[begun[n-1]].Visitor",
			new: "return f.hits[begun[0]].Visitor",
		},
	}
}

func channelRules() []rule {
	return []rule{
		{
			name: "the first source", says: "A session's channel is that of its first page view with acquisition data.",
			script: "midnight_and_campaigns", file: journeyDir + "session.go",
			old: "if h.Arrival != nil && !s.arrived {",
			new: "if h.Arrival != nil {",
		},
		{
			name: "pages alone tell", says: "Only page views tell the channel.",
			script: "channel_of_a_visit", file: journeyDir + "session.go",
			old: "s.ViewItem = true",
			new: "s.ViewItem = true\n\t\t\ts.arrive(h)",
		},
		{
			name: "campaign parameters", says: "utm parameters tell it.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: `"utm_medium"`,
			new: `"utm_nothing"`,
		},
		{
			name: "click ids", says: "A known click id tells it.",
			script: "channel_of_a_visit", file: enrichDir + "click.go",
			old: "return clicks[name], true",
			new: "return clicks[name], false",
		},
		{
			name: "click ids before referrers", says: "A click id tells more than a referrer.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: `if !known && source == ""`,
			new: `if source == ""`,
		},
		{
			name: "referrers", says: "A referrer outside of the shop tells it.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: "by, known = s.referred(referrer.host), true",
			new: "by, known = s.referred(referrer.host), false",
		},
		{
			name: "gateways are no source", says: "A payment gateway as the referrer tells nothing.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: "&& outside && !gateway &&",
			new: "&& outside &&",
		},
		{
			name: "own pages are no source", says: "Nor does the page's own host.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: "(host == own || strings.HasSuffix(host, \".\"+own))",
			new: "strings.HasSuffix(host, \".\"+own)",
		},
		{
			name: "subdomains are no source", says: "Nor do the subdomains of the shop.",
			script: "channel_of_a_visit", file: enrichDir + "arrival.go",
			old: "(host == own || strings.HasSuffix(host, \".\"+own))",
			new: "(host == own || strings.HasSuffix(host, \"..\"+own))",
		},
		{
			name: "else direct", says: "Without acquisition data the channel is direct.",
			script: "channel_of_a_visit", file: journeyDir + "session.go",
			old: `Channel: "direct",`,
			new: `Channel: "referral",`,
		},
	}
}
