package rules

// customerRules are of channels and cohorts.
func customerRules() []rule {
	const touches, ads, cohorts = "touches_of_an_order", "what_ads_cost", "cohorts"
	return []rule{
		{
			name: "the first touch", says: "The first touch is the earliest.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "if t.Last {", new: "if true {",
		},
		{
			name: "the last touch", says: "The last touch is the latest.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "if t.Last {", new: "if false {",
		},
		{
			name: "not direct", says: "Direct visits are no touch as long as there are others.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "ORDER BY v.channel = 'direct', ", new: "ORDER BY ",
		},
		{
			name: "the window of touches", says: "A visit exactly a window before the order is too early.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "v.start > f.time - %d", new: "v.start >= f.time - %d",
		},
		{
			name: "almost a window before", says: "One that began less than that before is a touch.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "v.start > f.time - %d", new: "v.start > f.time - %d + 1",
		},
		{
			name: "before the order", says: "What comes after the order is no touch of it.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "v.start <= f.time OR", new: "v.start <= f.time + 14400000 OR",
		},
		{
			name: "its own visit", says: "The visit that an order is credited to is a touch, whosever it is.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: " OR v.id = f.session", new: "",
		},
		{
			name: "began together", says: "Of visits that began together that of the smaller visitor id is the first.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "WHERE id = v.visitor)%[4]s LIMIT", new: "WHERE id = v.visitor) DESC LIMIT",
		},
		{
			name: "thirty days", says: "The window is 30 days unless asked otherwise.",
			script: touches, file: metricDir + "channel.go",
			old: "o.Window = 30", new: "o.Window = 31",
		},
		{
			name: "orders are filtered", says: "An order is selected by the visit that it is credited to.",
			script: touches, file: metricDir + "touch.go",
			old: "q.Touch = &touch", new: "q.Touch, q.Filters = &touch, nil",
		},
		{
			name: "visits of buyers", says: "Visits count for the person of their first event.", disk: true,
			script: touches, file: sqliteDir + "touched.go",
			old: "v.person = f.person", new: "v.visitor = f.person",
		},
		{
			name: "the page of an ad", says: "The address of an ad's page goes before what the ad names itself.",
			script: ads, file: enrichDir + "advert.go",
			old: "a != nil {", new: "a != nil && params.Text(\"campaign\") == \"\" {",
		},
		{
			name: "what an ad names", says: "Else its parameters tell.",
			script: ads, file: enrichDir + "advert.go",
			old: `own("source"), Medium: own("medium"), Campaign: own("campaign")`, new: `own("source"), Medium: own("medium")`,
		},
		{
			name: "the channel of an ad", says: "Its channel follows from these.",
			script: ads, file: enrichDir + "advert.go",
			old: "s.Channel(a.Source, a.Medium, a.Campaign)", new: "s.Channel(a.Source, \"\", a.Campaign)",
		},
		{
			name: "no referrer of an ad", says: "Where its page came from does not matter.",
			script: ads, file: enrichDir + "enrich.go",
			old: "if hit.Event.Name == event.NameAdImpression || hit.Event.Name == event.NameAdClick {", new: "if hit.Event.Page.Referrer == \"\" && (hit.Event.Name == event.NameAdImpression || hit.Event.Name == event.NameAdClick) {",
		},
		{
			name: "clicks and impressions of ads", says: "Impressions and clicks are counted apart, as often as they report.",
			script: ads, file: journeyDir + "spend.go",
			old: "sum.Clicks += times(h)", new: "sum.Clicks++",
		},
		{
			name: "currencies of costs", says: "Costs in other currencies are not added.",
			script: ads, file: journeyDir + "spend.go",
			old: "Currency: f.currency(h),", new: "Currency: f.Currency,",
		},
		{
			name: "ads select themselves", says: "Filters select ads by what they name.", disk: true,
			script: ads, file: sqliteDir + "vocabulary.go",
			old: `metric.ByMedium: "f.medium", metric.ByCampaign: "f.campaign",`, new: `metric.ByCampaign: "f.campaign",`,
		},
		{
			name: "first order ever", says: "Customers stand in the period of their first order ever.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "[]Predicate{IfPriced, IfCustomer, IfFirstOrder}", new: "[]Predicate{IfPriced, IfCustomer}",
		},
		{
			name: "free orders make no cohort", says: "Free orders do not count in cohorts.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "all.Where = []Predicate{IfPriced, IfCustomer}", new: "all.Where = []Predicate{IfCustomer}",
		},
		{
			name: "net revenue of cohorts", says: "Refunds are taken from the period of their order.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "FieldNet, FieldCurrency}", new: "FieldValue, FieldCurrency}",
		},
		{
			name: "currencies of cohorts", says: "Net revenue in other currencies is not added.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "cell.net[v[3].Text] += v[2].Int", new: "cell.net[b.Currency] += v[2].Int",
		},
		{
			name: "once in a period", says: "A cell counts each customer once.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "share(int64(len(sum.customers)), customers[n])", new: "share(sum.orders, customers[n])",
		},
		{
			name: "cohorts by the first order", says: "Filters select customers by their first orders, and not what they ordered later.",
			script: cohorts, file: metricDir + "cohort.go",
			old: "all.Bucket.To, all.Filters = b.AsOf.UnixMilli()+1, nil", new: "all.Bucket.To = b.AsOf.UnixMilli() + 1",
		},
		{
			name: "up to as_of", says: "There are cells up to the period of as_of.",
			script: cohorts, file: metricDir + "period.go",
			old: "if begin.After(to) {", new: "if !begin.Before(to) {",
		},
		{
			name: "months of cohorts", says: "Months are those of the calendar that is asked for.",
			script: cohorts, file: metricDir + "period.go",
			old: "return MonthStart(r.Calendar, d)", new: "return MonthStart(Gregorian, d)",
		},
		{
			name: "weeks of cohorts", says: "Weeks begin on the day that is asked for.",
			script: cohorts, file: metricDir + "period.go",
			old: "(d.Weekday() - r.WeekStart + 7) % 7", new: "d.Weekday()",
		},
	}
}
