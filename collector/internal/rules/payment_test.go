package rules

func paymentRules() []rule {
	return []rule{
		{
			name: "an attempt fails once", says: "An attempt counts once, however often its failure is reported.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: "\t\t\tif known[id] {\n\t\t\t\tcontinue",
			new: "\t\t\tif known[id] && false {\n\t\t\t\tcontinue",
		},
		{
			name: "attempts of nobody", says: "Reports of one attempt belong together, whoever sends them.",
			script: "failed_payments", disk: true, file: journeyDir + "identifier.go",
			old: `add(AttemptID, e.Params.Text("attempt_id"))`,
			new: "_ = AttemptID",
		},
		{
			name: "attempts without id", says: "Without an attempt_id each failure is an attempt.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: `Text("attempt_id"); id != "" {`,
			new: `Text("attempt_id"); true {`,
		},
		{
			name: "orders of the app", says: "Orders of the app stand beside failed attempts.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: " || o.Surface == string(event.SurfaceApp)",
			new: "",
		},
		{
			name: "orders of the till", says: "Orders of other surfaces do not.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: "o.Surface == string(event.SurfaceWeb) ||",
			new: `o.Surface == "store" || o.Surface == string(event.SurfaceWeb) ||`,
		},
		{
			name: "where an attempt failed", says: "An attempt is grouped by its own surface.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: "Session: f.session[i], Surface: string(h.Event.Surface),",
			new: "Session: f.session[i], Surface: string(event.SurfaceStore),",
		},
		{
			name: "the visit of an attempt", says: "And by the visit that it is credited to.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: "Time: h.Time, Session: f.session[i],",
			new: "Time: h.Time, Session: None,",
		},
		{
			name: "the visit of a payment", says: "An order beside it by its own visit.",
			script: "failed_payments", file: journeyDir + "payment.go",
			old: "Time: o.Time, Session: o.Session,",
			new: "Time: o.Time, Session: None,",
		},
		{
			name: "the failed of all", says: "The rate is of failed attempts.",
			script: "failed_payments", file: metricDir + "purchase.go",
			old: "attempts(IfFailed), Denominator",
			new: "attempts(), Denominator",
		},
		{
			name: "the purchase tells how", says: "How an order was paid for is what its purchase says.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: `if stated != "" || o.basket == None || f.sealed(o.date) {`,
			new: "if o.basket == None {",
		},
		{
			name: "the last choice", says: "Else what was chosen last in its cart.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: "choices[n-1].paymentType",
			new: "choices[0].paymentType",
		},
		{
			name: "a choice that names none", says: "A choice that names no way to pay is none.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: ` || chosen == ""`,
			new: "",
		},
		{
			name: "chosen after the order", says: "What is chosen after the order changes nothing.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: "n := f.acts(i); n != None",
			new: "n := f.cart[i]; n != None",
		},
		{
			name: "chosen before the attempt", says: "An attempt goes by the last choice before it.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: "f.chosen(f.merged(n), i)",
			new: "f.chosen(f.merged(n), len(f.hits))",
		},
		{
			name: "the attempt tells how", says: "Unless it says itself.",
			script: "ways_to_pay", file: journeyDir + "payment.go",
			old: "cmp.Or(stated, f.chosen(f.merged(n), i))",
			new: "cmp.Or(f.chosen(f.merged(n), i), stated)",
		},
	}
}
