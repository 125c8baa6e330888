package rules

func messageRules() []rule {
	return []rule{
		{
			name: "delivered messages", says: "Messages count on the day of their delivery.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: "f.delivered >= b.lo AND f.delivered < b.hi OR",
			new: "f.sent >= b.lo AND f.sent < b.hi OR",
		},
		{
			name: "sent messages", says: "Of a campaign without deliveries those that were sent count.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: "f.sent >= b.lo AND f.sent < b.hi AND f.bounced > :asof",
			new: "FALSE",
		},
		{
			name: "bounced messages", says: "Unless they bounced.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: " AND f.bounced > :asof",
			new: "",
		},
		{
			name: "messages of one campaign", says: "Deliveries of another campaign say nothing of this one.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: "d.campaign = f.campaign AND d.delivered",
			new: "d.delivered",
		},
		{
			name: "a campaign with deliveries", says: "Of a campaign with deliveries those that were only sent do not count.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND NOT EXISTS (SELECT 1 FROM message AS d",
			new: "AND TRUE OR NOT EXISTS (SELECT 1 FROM message AS d",
		},
		{
			name: "a click opens", says: "A click implies an open.",
			script: "messages", file: journeyDir + "message.go",
			old: "m.Clicked = min(m.Clicked, h.Time)\n\t\tm.Opened = min(m.Opened, h.Time)",
			new: "m.Clicked = min(m.Clicked, h.Time)",
		},
		{
			name: "opened messages", says: "The open rate is of opened messages.",
			script: "messages", file: metricDir + "comeback.go",
			old: "messages(IfOpened)",
			new: "messages(IfClicked)",
		},
		{
			name: "clicked messages", says: "The click rate is of clicked ones.",
			script: "messages", file: metricDir + "comeback.go",
			old: "Numerator: messages(IfClicked)",
			new: "Numerator: messages(IfOpened)",
		},
		{
			name: "nameless messages", says: "An event that names no message is of none.",
			script: "messages", file: journeyDir + "message.go",
			old: ` || id == ""`,
			new: "",
		},
		{
			name: "the campaign of a message", says: "A message is grouped by its own campaign.",
			script: "messages", disk: true, file: sqliteDir + "vocabulary.go",
			old: `string{metric.ByCampaign: "f.campaign"`,
			new: `string{metric.ByCampaign: "''"`,
		},
		{
			name: "a campaign named once", says: "The campaign is that of any of its events.",
			script: "messages", file: journeyDir + "message.go",
			old: `if m.Campaign == "" {`,
			new: "if h.Event.Name == event.NameMessageDelivered {",
		},
		{
			name: "the surface of a message", says: "A message is grouped by its own surface.",
			script: "messages", file: journeyDir + "message.go",
			old: "\t\tif m.Delivered == Never {\n\t\t\tm.Surface = string(h.Event.Surface)\n\t\t}\n",
			new: "",
		},
		{
			name: "promotions at places", says: "A click and an impression count when they name a touchpoint.",
			script: "promotions", file: journeyDir + "tally.go",
			old: `if h.Event.Touchpoint == "" {`,
			new: "if false {",
		},
		{
			name: "promotions anywhere", says: "Promotions count without one.",
			script: "promotions", file: journeyDir + "tally.go",
			old: "\t\tcase event.NameViewPromotion, event.NameSelectPromotion:\n\t\tcase event.NameImpression, event.NameClick:",
			new: "\t\tcase event.NameViewPromotion, event.NameSelectPromotion, event.NameImpression, event.NameClick:",
		},
		{
			name: "impressions of places", says: "Impressions are views of promotions.",
			script: "promotions", disk: true, file: sqliteDir + "vocabulary.go",
			old: `metric.IfPromotionShown:   "f.name IN ('impression', 'view_promotion')"`,
			new: `metric.IfPromotionShown:   "f.name = 'view_promotion'"`,
		},
		{
			name: "clicks on places", says: "Clicks are clicks of promotions.",
			script: "promotions", disk: true, file: sqliteDir + "vocabulary.go",
			old: `metric.IfPromotionClicked: "f.name IN ('click', 'select_promotion')"`,
			new: `metric.IfPromotionClicked: "f.name = 'select_promotion'"`,
		},
		{
			name: "stars", says: "The rating is of the stars of reviews.",
			script: "stars", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"f.kind = 'rating'"`,
			new: `"f.kind = 'rating' OR f.kind = 'csat'"`,
		},
		{
			name: "reviews without stars", says: "Reviews without stars are not in it.",
			script: "stars", file: metricDir + "advocacy.go",
			old: "Denominator: of(answers(IfRating)),",
			new: "Denominator: of(tallies(IfReview)),",
		},
	}
}
