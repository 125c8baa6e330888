package rules

func worthRules() []rule {
	return []rule{
		{
			name: "worth in its currency", says: "What a customer is worth is in the currency of the first order.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: ` AND o.currency = f.currency"`,
			new: ` AND TRUE"`,
		},
		{
			name: "worth before the days have passed", says: "What comes when the days have passed is too late.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "AND o.time < f.time + %d",
			new: "AND o.time <= f.time + %d",
		},
		{
			name: "worth less refunds", says: "Refunds are taken off, whenever they are paid.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "sum(o.value - o.refunded)",
			new: "sum(o.value)",
		},
		{
			name: "worth after 180 days", says: "180 days are 180 days.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "worthIn(180)",
			new: "worthIn(90)",
		},
		{
			name: "worth after 365 days", says: "365 days are 365 days.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "worthIn(365)",
			new: "worthIn(180)",
		},
		{
			name: "180 days old", says: "It is decided when the first order is so old.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "metric.If180DaysOld:       old(180)",
			new: "metric.If180DaysOld:       old(90)",
		},
		{
			name: "365 days old", says: "Likewise.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: "metric.If365DaysOld:       old(365)",
			new: "metric.If365DaysOld:       old(364)",
		},
		{
			name: "not yet 365 days old", says: "Until then it is pending.",
			script: "customer_value", disk: true, file: sqliteDir + "vocabulary.go",
			old: `"NOT " + old(365)`,
			new: `"NOT " + old(364)`,
		},
		{
			name: "worth of customers", says: "It is counted on the day of the first order.",
			script: "customer_value", file: metricDir + "worth.go",
			old: "[]Predicate{IfPriced, IfCustomer, IfFirstOrder, old}",
			new: "[]Predicate{IfPriced, IfCustomer, old}",
		},
	}
}
