package rules

func personRules() []rule {
	return []rule{
		{
			name: "anonymous unless said", says: "A browser that does not state a consent is anonymous.",
			script: "without_consent", file: enrichDir + "consent.go",
			old: "stated = event.ConsentAnonymous",
			new: "stated = event.ConsentFull",
		},
		{
			name: "anonymous events lose their ids", says: "Without full consent visitor and customer are dropped.",
			script: "without_consent", file: enrichDir + "enrich.go",
			old: `hit.Event.VisitorID, hit.Event.CustomerID = "", ""`,
			new: ``,
		},
		{
			name: "refused is not counted", says: "An event with consent none is discarded.",
			script: "without_consent", file: ingestDir + "load.go",
			old: "if why == nil && e.Consent == event.ConsentNone {",
			new: "if false {",
		},
		{
			name: "hash of a day", says: "The day hash changes at four in the morning of the site's clock.",
			script: "day_hash_never_links", file: enrichDir + "salt.go",
			old: "const saltHour = 4",
			new: "const saltHour = 5",
		},
		{
			name: "day hashes never link", says: "A visitor that is a day hash is nobody's.",
			script: "day_hash_never_links", file: journeyDir + "link.go",
			old: `if h.Visitor == "" || h.Hashed {`,
			new: `if h.Visitor == "" {`,
		},
		{
			name: "a server's link", says: "A server event with visitor and customer links the two.",
			script: "late_login", file: journeyDir + "link.go",
			old: "if f.customerCounts(h) {\n\t\t\tf.links",
			new: "if f.customerCounts(h) && h.Source == event.BrowserKey {\n\t\t\tf.links",
		},
		{
			name: "a browser's word", says: "A browser's customer does not count by itself.",
			script: "word_of_a_browser", file: journeyDir + "link.go",
			old: "|| f.shown[pair{h.Visitor, c}]",
			new: "|| true",
		},
		{
			name: "a browser's word with the server's", says: "A browser's customer counts when a server event shows the same pair, at any time.",
			script: "word_of_a_browser", file: journeyDir + "link.go",
			old: "|| f.shown[pair{h.Visitor, c}]",
			new: "",
		},
		{
			name: "only a server shows a pair", says: "Another word of a browser proves nothing.",
			script: "word_of_a_browser", file: journeyDir + "order.go",
			old: `if h.Source == event.ServerKey && e.CustomerID != "" && h.Visitor != "" {`,
			new: `if e.CustomerID != "" && h.Visitor != "" {`,
		},
		{
			name: "trusted browsers", says: "A site may trust its browsers' customers.",
			script: "trusted_browsers", file: journeyDir + "link.go",
			old: "|| f.TrustBrowsers ||",
			new: "||",
		},
		{
			name: "linked by a transaction", says: "A browser's purchase and a server's of one transaction link visitor and customer.",
			script: "bought_from_both_sides", file: journeyDir + "link.go",
			old: `if c := f.serverCustomer(f.orderOf[i], h.Visitor); c != "" {`,
			new: `if c := f.serverCustomer(f.orderOf[i], h.Visitor); c == "-" {`,
		},
		{
			name: "logout ends a link", says: "After a logout the visitor is nobody's until the next link.",
			script: "late_login", file: journeyDir + "link.go",
			old: "if logouts == 0 || f.logouts[v][logouts-1] < last.hit {",
			new: "if true || f.logouts[v][logouts-1] < last.hit {",
		},
		{
			name: "its own customer", says: "An event that carries a customer that counts is that customer's.",
			script: "whose_referral", file: journeyDir + "link.go",
			old: "if f.customerCounts(h) {\n\t\treturn Person{h.Event.CustomerID, true}",
			new: "if false {\n\t\treturn Person{h.Event.CustomerID, true}",
		},
		{
			name: "the latest link", says: "Else it is that of its visitor's latest link.",
			script: "two_customers_one_device", file: journeyDir + "link.go",
			old: "last := f.links[v][links-1]",
			new: "last := f.links[v][0]",
		},
		{
			name: "the first link looks back", says: "Else it is that of the visitor's first link.",
			script: "two_customers_one_device", file: journeyDir + "link.go",
			old: "return Person{all[0].customer, true}",
			new: "return Person{all[len(all)-1].customer, true}",
		},
		{
			name: "for 30 days", says: "The first link looks back for 30 days.",
			script: "late_login", file: journeyDir + "window.go",
			old: "linkLookahead  = int64(30 * 24 * time.Hour",
			new: "linkLookahead  = int64(31 * 24 * time.Hour",
		},
	}
}
