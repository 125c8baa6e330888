package rules

func sessionRules() []rule {
	return []rule{
		{
			name: "what browsers send", says: "Events sent with a browser key build sessions.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "return h.Source == event.BrowserKey || h.Event.Surface == event.SurfaceApp ||",
			new: "return h.Event.Surface == event.SurfaceApp ||",
		},
		{
			name: "what apps do", says: "Events of the surface app build sessions.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "|| h.Event.Surface == event.SurfaceApp ||",
			new: "||",
		},
		{
			name: "pages that a server sent", says: "A server's page_view that carries its client builds a session.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "h.Event.Name == event.NamePageView && h.FromClient",
			new: "h.Event.Name == event.NamePageView && h.Source == event.BrowserKey",
		},
		{
			name: "pages without a client", says: "A server's page_view without a client does not.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "h.Event.Name == event.NamePageView && h.FromClient",
			new: "h.Event.Name == event.NamePageView",
		},
		{
			name: "other events of a server", says: "A server's other events do not, with a client or without.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "h.Event.Name == event.NamePageView && h.FromClient",
			new: "h.FromClient",
		},
		{
			name: "user_engagement begins none", says: "user_engagement never starts a session.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "if h.Event.Name == event.NameUserEngagement {",
			new: "if false {",
		},
		{
			name: "user_engagement goes on", says: "user_engagement continues a session.",
			script: "what_makes_a_visit", file: journeyDir + "session.go",
			old: "case event.NameWebVitals, event.NameException,",
			new: "case event.NameUserEngagement, event.NameWebVitals, event.NameException,",
		},
		{
			name: "web_vitals apart", says: "web_vitals neither start nor continue a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "case event.NameWebVitals, event.NameException,",
			new: "case event.NameException,",
		},
		{
			name: "exceptions apart", says: "An exception neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameWebVitals, event.NameException, event.NameSlowPage",
			new: "event.NameWebVitals, event.NameSlowPage",
		},
		{
			name: "slow pages apart", says: "slow_page neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameSlowPage, event.NamePurchase,",
			new: "event.NamePurchase,",
		},
		{
			name: "purchases apart", says: "A purchase neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameSlowPage, event.NamePurchase,",
			new: "event.NameSlowPage,",
		},
		{
			name: "refunds apart", says: "A refund neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameRefund, event.NameOrderCancelled,",
			new: "event.NameOrderCancelled,",
		},
		{
			name: "cancellations apart", says: "A cancellation neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameRefund, event.NameOrderCancelled,",
			new: "event.NameRefund,",
		},
		{
			name: "converted referrals apart", says: "referral_converted neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameReferralConverted, event.NameMention:",
			new: "event.NameMention:",
		},
		{
			name: "mentions apart", says: "A mention neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: "event.NameReferralConverted, event.NameMention:",
			new: "event.NameReferralConverted:",
		},
		{
			name: "payments apart", says: "What happens at the bank neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: `"payment_", "survey_"`,
			new: `"survey_"`,
		},
		{
			name: "surveys apart", says: "A survey neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: `"payment_", "survey_"`,
			new: `"payment_"`,
		},
		{
			name: "messages apart", says: "A message neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: `"message_", "ad_"`,
			new: `"ad_"`,
		},
		{
			name: "advertisements apart", says: "An advertisement neither starts nor continues a session.",
			script: "what_makes_no_visit", file: journeyDir + "session.go",
			old: `"message_", "ad_"`,
			new: `"message_"`,
		},
		{
			name: "a gap of more than thirty minutes", says: "After more than 30 minutes another session starts.",
			script: "gap_thirty_minutes", file: journeyDir + "window.go",
			old: "sessionGap     = int64(30 * time.Minute",
			new: "sessionGap     = int64(31 * time.Minute",
		},
		{
			name: "a gap of exactly thirty minutes", says: "Exactly 30 minutes continue a session.",
			script: "gap_thirty_minutes", file: journeyDir + "session.go",
			old: "h.Time-s.End <= sessionGap",
			new: "h.Time-s.End < sessionGap",
		},
		{
			name: "24 hours at most", says: "24 hours after its first event another session starts.",
			script: "visit_of_a_day", file: journeyDir + "window.go",
			old: "sessionLength  = int64(24 * time.Hour / time.Millisecond)",
			new: "sessionLength  = int64(24*time.Hour/time.Millisecond) + 1",
		},
		{
			name: "midnight cuts nothing", says: "A session goes on over midnight.",
			script: "midnight_and_campaigns", file: journeyDir + "session.go",
			old: "return h.Time-s.End <= sessionGap &&",
			new: "return h.Time/86_400_000 == s.Start/86_400_000 && h.Time-s.End <= sessionGap &&",
		},
		{
			name: "campaigns cut nothing", says: "Coming by another campaign continues the session.",
			script: "midnight_and_campaigns", file: journeyDir + "session.go",
			old: "return h.Time-s.End <= sessionGap &&",
			new: "return h.Arrival == nil && h.Time-s.End <= sessionGap &&",
		},
		{
			name: "back from the bank", says: "Coming from a payment gateway continues the visitor's previous session.",
			script: "visit_of_a_day", file: journeyDir + "session.go",
			old: "if h.Gateway && within(h.Time, s.End, gatewayReturn) {",
			new: "if false {",
		},
		{
			name: "back within 24 hours", says: "It does so up to 24 hours after the session.",
			script: "visit_of_a_day", file: journeyDir + "window.go",
			old: "gatewayReturn  = int64(24 * time.Hour / time.Millisecond)",
			new: "gatewayReturn  = int64(24*time.Hour/time.Millisecond) + 1",
		},
		{
			name: "day of a session", says: "A session's day is that of its first event.",
			script: "midnight_and_campaigns", file: journeyDir + "session.go",
			old: "s.End = h.Time\n",
			new: "s.End, s.Start = h.Time, h.Time\n",
		},
	}
}

func engagementRules() []rule {
	return []rule{
		{
			name: "time since the event before", says: "Engaged time is at most the time since the event before and 30 seconds.",
			script: "engaged_time", file: journeyDir + "session.go",
			old: "s.EngagedMS += min(msec, limit)",
			new: "s.EngagedMS += msec",
		},
		{
			name: "30 seconds", says: "30 seconds are what a first event may say.",
			script: "engaged_time", file: journeyDir + "window.go",
			old: "engagementCap  = int64(30 * time.Second",
			new: "engagementCap  = int64(31 * time.Second",
		},
		{
			name: "ten seconds", says: "10 seconds make a session an engaged one.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "s.EngagedMS >= engagedAfter",
			new: "s.EngagedMS > engagedAfter",
		},
		{
			name: "less than ten seconds", says: "Less than 10 seconds do not.",
			script: "engaged_visits", file: journeyDir + "window.go",
			old: "engagedAfter   = int64(10 * time.Second",
			new: "engagedAfter   = int64(9 * time.Second",
		},
		{
			name: "two pages", says: "Two page views do.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "s.PageViews >= 2",
			new: "s.PageViews > 2",
		},
		{
			name: "a lead or a sign-up", says: "A lead or a sign-up does.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "|| s.Lead ||",
			new: "||",
		},
		{
			name: "something in the cart", says: "Something put in the cart does.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "|| s.AddToCart ||",
			new: "||",
		},
		{
			name: "a checkout", says: "A checkout does.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "s.Engaged = true",
			new: "s.Engaged = false",
		},
		{
			name: "an order", says: "A credited order does.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "|| s.Orders > 0",
			new: "",
		},
		{
			name: "leads", says: "A lead is a generate_lead.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "case event.NameGenerateLead, event.NameSignUp:",
			new: "case event.NameSignUp:",
		},
		{
			name: "sign-ups", says: "A sign_up is a lead too.",
			script: "engaged_visits", file: journeyDir + "session.go",
			old: "case event.NameGenerateLead, event.NameSignUp:",
			new: "case event.NameGenerateLead:",
		},
	}
}
