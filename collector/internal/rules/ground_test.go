package rules

func groundRules() []rule {
	return []rule{
		{
			name: "first copy wins", says: "Of two copies of one event the first received counts.",
			script: "first_copy_wins", disk: true, file: sqliteDir + "append.go",
			old: "found.delivery.duplicates[found.index] = true",
			new: "found.delivery.duplicates[found.index] = false",
		},
		{
			name: "another time, another event", says: "The time as sent belongs to an event's identity.",
			script: "first_copy_wins", disk: true, file: sqliteDir + "append.go",
			old: "AND e.id = p.id AND coalesce(e.sent, e.time) = p.sent",
			new: "AND e.id = p.id",
		},
		{
			name: "another kind of key, another event", says: "The kind of its sender's key belongs to an event's identity.",
			script: "first_copy_wins", disk: true, file: sqliteDir + "append.go",
			old: " AND e.kind = p.kind",
			new: "",
		},
		{
			name: "order of arrival", says: "In which order events arrive changes nothing.",
			script: "late_and_out_of_order", file: journeyDir + "fold.go",
			old: "return f.hits[i].Before(f.hits[j])",
			new: "return false",
		},
		{
			name: "browser before server", says: "At the same time a browser's event comes before a server's.",
			script: "same_millisecond", file: journeyDir + "hit.go",
			old: "return h.Source < o.Source",
			new: "return h.Source > o.Source",
		},
		{
			name: "then by id", says: "At the same time and of the same kind, events are ordered by id.",
			script: "same_millisecond", file: journeyDir + "hit.go",
			old: "return h.Event.ID < o.Event.ID",
			new: "return h.Event.ID > o.Event.ID",
		},
		{
			name: "N times 24 hours", says: "A window of 30 days is 720 hours, also where clocks change.",
			script: "late_login", file: journeyDir + "window.go",
			old: "linkLookahead  = int64(30 * 24 * time.Hour",
			new: "linkLookahead  = int64((30*24 - 1) * time.Hour",
		},
		{
			name: "zone of the shop", says: "A day is the calendar date in the site's zone.",
			script: "days_of_the_shop", file: metricDir + "bucket.go",
			old: "func (r Range) Bucket(zone *time.Location) Bucket {",
			new: "func (r Range) Bucket(zone *time.Location) Bucket {\n\tzone = time.UTC",
		},
		{
			name: "first instant of a date", says: "A day begins at its date's first instant, midnight or not.",
			script: "days_of_the_shop", file: metricDir + "date.go",
			old: "at = t // the clock was set forward past midnight",
			new: "_ = t",
		},
		{
			name: "last day of a range", says: "A range holds its last date.",
			script: "days_of_the_shop", file: metricDir + "bucket.go",
			old: "r.To.Add(1).Start(zone).UnixMilli()",
			new: "r.To.Start(zone).UnixMilli()",
		},
		{
			name: "days of other lengths", says: "A day ends where the next date begins, after 23.5, 24.5 or 25 hours too.",
			script: "half_hour_days", file: metricDir + "bucket.go",
			old: "r.To.Add(1).Start(zone).UnixMilli()",
			new: "r.From.Start(zone).Add(time.Duration(r.Days()) * 24 * time.Hour).UnixMilli()",
		},
		{
			name: "nothing later", says: "Seen from an instant, events timed later are ignored.",
			script: "seen_from_an_instant", disk: true, file: sqliteDir + "overlay.go",
			old: "WHERE e.site = :site AND e.time > :asof",
			new: "WHERE FALSE AND e.site = :site AND e.time > :asof",
		},
		{
			name: "the instant itself", says: "What happened at the instant has happened.",
			script: "seen_from_an_instant", disk: true, file: sqliteDir + "household.go",
			old: "return s.time > asOf",
			new: "return s.time >= asOf",
		},
		{
			name: "carts not matured", says: "A cart whose window is still open is left out.",
			script: "seen_from_an_instant", file: metricDir + "purchase.go",
			old: "Denominator: of(carts(IfMatured, IfNotEmptied))",
			new: "Denominator: of(carts(IfNotEmptied))",
		},
		{
			name: "carts pending", says: "A cart whose window is still open is pending, ordered or not.",
			script: "seen_from_an_instant", file: metricDir + "purchase.go",
			old: "Pending: of(carts(IfNotMatured, IfNotEmptied))",
			new: "Pending: of(carts(IfNotMatured, IfNotEmptied, IfNotOrdered))",
		},
		{
			name: "matured at its window's end", says: "A cart has matured at the instant at which its window ends.",
			script: "seen_from_an_instant", disk: true, file: sqliteDir + "vocabulary.go",
			old: "metric.IfMatured:    \"f.window_end <= :asof\",\n\t\t\tmetric.IfNotMatured: \"f.window_end > :asof\",\n\t\t\tmetric.IfNotEmptied",
			new: "metric.IfMatured:    \"f.window_end < :asof\",\n\t\t\tmetric.IfNotMatured: \"f.window_end > :asof\",\n\t\t\tmetric.IfNotEmptied",
		},
		{
			name: "a checkout matures with its cart", says: "A checkout has matured at the instant at which its cart's window ends.",
			script: "seen_from_an_instant", disk: true, file: sqliteDir + "vocabulary.go",
			old: "f.begun < b.hi\",\n\t\tpredicates: map[metric.Predicate]string{\n\t\t\tmetric.IfMatured:      \"f.window_end <= :asof\"",
			new: "f.begun < b.hi\",\n\t\tpredicates: map[metric.Predicate]string{\n\t\t\tmetric.IfMatured:    \"f.window_end < :asof\"",
		},
		{
			name: "robots out", says: "Robots' events are left out of every answer.",
			script: "robots", file: journeyDir + "fold.go",
			old: `if hits[i].Bot == "" {`,
			new: `if true {`,
		},
		{
			name: "a browser's purchase may be a robot's", says: "Only what a server reports is never a robot's.",
			script: "robots", file: enrichDir + "bot.go",
			old: "if kind == event.ServerKey {",
			new: "if kind == event.ServerKey || e.Name == \"purchase\" {",
		},
		{
			name: "purchases are no robot's", says: "A purchase that a server reports is never a robot's.",
			script: "robots", file: enrichDir + "apart.go",
			old: "case event.NamePurchase, event.NameRefund, event.NameOrderCancelled:",
			new: "case event.NameRefund, event.NameOrderCancelled:",
		},
		{
			name: "refunds are no robot's", says: "A refund that a server reports is never a robot's.",
			script: "robots", file: enrichDir + "apart.go",
			old: "case event.NamePurchase, event.NameRefund, event.NameOrderCancelled:",
			new: "case event.NamePurchase, event.NameOrderCancelled:",
		},
		{
			name: "cancellations are no robot's", says: "A cancellation that a server reports is never a robot's.",
			script: "robots", file: enrichDir + "apart.go",
			old: "case event.NamePurchase, event.NameRefund, event.NameOrderCancelled:",
			new: "case event.NamePurchase, event.NameRefund:",
		},
	}
}
