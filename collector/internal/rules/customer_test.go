package rules

// customerRules are of channels and cohorts.
func customerRules() []rule {
	const touches, ads, cohorts = "touches_of_an_order", "what_ads_cost", "cohorts"
	return []rule{
		{
			name: "the first touch", says: "The first touch is the earliest.",
			script: touches, file: metricDir + "touch.go",
			old: "ends = append(ends, visits[from], visits[to-1])", new: "ends = append(ends, visits[to-1])",
		},
		{
			name: "the last touch", says: "The last touch is the latest.",
			script: touches, file: metricDir + "touch.go",
			old: "ends = append(ends, visits[from], visits[to-1])", new: "ends = append(ends, visits[from])",
		},
		{
			name: "not direct", says: "Direct visits are no touch as long as there are others.",
			script: touches, file: metricDir + "touch.go",
			old: "\tif v.direct {", new: "\tif v.direct && v.visitor == \"\" {",
		},
		{
			name: "direct alone", says: "Where all visits are direct, the order is.",
			script: touches, file: metricDir + "touch.go",
			old: "for direct, visits := range w {", new: "for direct, visits := range w[:1] {",
		},
		{
			name: "the window of touches", says: "A visit exactly a window before the order is too early.",
			script: touches, file: metricDir + "touch.go",
			old: "visits[i].start > at-window", new: "visits[i].start >= at-window",
		},
		{
			name: "almost a window before", says: "One that began less than that before is a touch.",
			script: touches, file: metricDir + "touch.go",
			old: "visits[i].start > at-window", new: "visits[i].start > at-window+1",
		},
		{
			name: "before the order", says: "What comes after the order is no touch of it.",
			script: touches, file: metricDir + "touch.go",
			old: "visits[i].start > at }", new: "visits[i].start > at+4*60*60*1000 }",
		},
		{
			name: "its own visit", says: "The visit that an order is credited to is a touch, whosever it is.",
			script: touches, file: metricDir + "touch.go",
			old: "if credited != nil && credited.direct", new: "if credited != nil && len(visits) > 0 && credited.direct",
		},
		{
			name: "began together", says: "Of visits that began together that of the smaller visitor id is the first.",
			script: touches, file: metricDir + "touch.go",
			old: "cmp.Compare(v.visitor, o.visitor)", new: "cmp.Compare(o.visitor, v.visitor)",
		},
		{
			name: "thirty days", says: "The window is 30 days unless asked otherwise.",
			script: touches, file: metricDir + "channel.go",
			old: "o.Window = 30", new: "o.Window = 31",
		},
		{
			name: "touches are not filtered", says: "Filters select orders and not their touches.",
			script: touches, file: metricDir + "channel.go",
			old: "Where: []Predicate{IfBuyer}, Bucket", new: "Where: []Predicate{IfBuyer}, Filters: f.Filters, Bucket",
		},
		{
			name: "orders are filtered", says: "An order is selected by the visit that it is credited to.",
			script: touches, file: metricDir + "channel.go",
			old: "Bucket: orders, Filters: f.Filters, AsOf", new: "Bucket: orders, AsOf",
		},
		{
			name: "visits of buyers", says: "Visits count for the person of their first event.", disk: true,
			script: touches, file: sqliteDir + "vocabulary.go",
			old: `"f.person IN (SELECT person FROM placed WHERE site = :site)"`, new: `"f.visitor IN (SELECT person FROM placed WHERE site = :site)"`,
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
