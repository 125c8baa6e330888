package rules

// funnelRules are of the funnels of carts and persons, and of the times between steps.
func funnelRules() []rule {
	return []rule{
		{
			name: "the order that completed it", says: "The last step of a cart is the order that completed it, cancelled or not.",
			script: "steps_of_a_cart", file: journeyDir + "funnel.go",
			old: "o != nil && o.basket != None && f.baskets", new: "o != nil && !o.cancelled && o.basket != None && f.baskets",
		},
		{
			name: "steps while it was open", says: "What is told of a cart that is closed is no step of it.",
			script: "steps_of_a_cart", file: journeyDir + "funnel.go",
			old: "if n := f.acts(i); n != None", new: "if n := f.cart[i]; n != None",
		},
		{
			name: "day of a cart's steps", says: "The steps of a cart are of the day on which it was opened.", disk: true,
			script: "steps_of_a_cart", file: sqliteDir + "vocabulary.go",
			old: `name: "cart", span: "f.opened >= b.lo AND f.opened < b.hi"`, new: `name: "cart", span: "f.window_end >= b.lo AND f.window_end < b.hi"`,
		},
		{
			name: "beginning of a cart", says: "The time to the first step is from the opening of the cart.",
			script: "steps_of_a_cart", file: journeyDir + "funnel.go",
			old: "Start: c.Opened, Step: StepAddToCart", new: "Start: c.WindowEnd, Step: StepAddToCart",
		},
		{
			name: "from visit to visit", says: "The steps of a person run on from one visit to the next.",
			script: "steps_of_a_person", file: metricDir + "traveller.go",
			old: "if p.step != at+1 {", new: "if p.place == 0 {\n\t\t\tat = 0\n\t\t}\n\t\tif p.step != at+1 {",
		},
		{
			name: "visits in their order", says: "Visits stand one after another in the order of their beginning.",
			script: "steps_of_a_person", file: metricDir + "traveller.go",
			old: "cmp.Compare(a.start, b.start), cmp.Compare(a.turn, b.turn),", new: "cmp.Compare(a.time, b.time),",
		},
		{
			name: "as far as the furthest visit", says: "A person got as far as the furthest of the visits did.",
			script: "steps_of_a_person", file: metricDir + "funneloptions.go",
			old: "m.Field, m.Distinct = FieldPerson, true", new: "m.Field, m.Distinct = FieldVisitor, true",
		},
		{
			name: "the first visit of a person", says: "A person's way begins with the first visit, whatever was done in it.",
			script: "steps_of_a_person", file: metricDir + "traveller.go",
			old: "min(travellers[who].begun, v[1].Int)", new: "max(travellers[who].begun, v[1].Int)",
		},
		{
			name: "back in time", says: "Times that would go back are left out.",
			script: "steps_of_a_person", file: metricDir + "funnel.go",
			old: "if after >= 0 {", new: "if after != -1 {",
		},
		{
			name: "person of a visit", says: "A visit's person is that of its first event.", disk: true,
			script: "steps_of_a_person", file: sqliteDir + "passages.go",
			old: "person = w.person(f.Sessions[p.Session].Person)", new: "person = w.person(journey.Person{ID: f.Sessions[p.Session].Visitor})",
		},
		{
			name: "filters of a person", says: "Filters select the visits of a person.",
			script: "steps_of_a_person", file: metricDir + "finding.go",
			old: "Filters: f.Filters, AsOf: f.AsOf.UnixMilli(),\n\t}\n\terr :=", new: "AsOf: f.AsOf.UnixMilli(),\n\t}\n\terr :=",
		},
		{
			name: "from first to first", says: "Times with steps skipped are from the first event of one step to the first of the next.",
			script: "times_between_steps", file: journeyDir + "passage.go",
			old: "if w.firsts[s] == None {", new: "if w.firsts[s] == None || s == StepAddToCart {",
		},
		{
			name: "without the step before", says: "Who has none of the step before has no time.",
			script: "times_between_steps", file: journeyDir + "passage.go",
			old: "\t\tbefore = first\n", new: "\t\tif first != nil {\n\t\t\tbefore = first\n\t\t}\n",
		},
		{
			name: "from step to step", says: "One after the other, times are between the instants of getting there.",
			script: "times_between_steps", file: journeyDir + "passage.go",
			old: "p.ClosedAfter, w.since = t-w.since, t", new: "p.ClosedAfter = t - w.since",
		},
		{
			name: "median", says: "The median of n times is number n/2 in order, rounded up.",
			script: "times_between_steps", file: metricDir + "pace.go",
			old: "return (n+1)/2 - 1,", new: "return n / 2,",
		},
		{
			name: "nine of ten", says: "The ninetieth percentile is number 9n/10, rounded up.",
			script: "times_between_steps", file: metricDir + "pace.go",
			old: "(9*n+9)/10 - 1 }", new: "(5*n+9)/10 - 1 }",
		},
	}
}
