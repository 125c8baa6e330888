package rules

// findingRules are of the reports that are no lists of metrics.
func findingRules() []rule {
	return []rule{
		{
			name: "skipped steps", says: "A visit got to a step when it has it or a later one.",
			script: "steps_to_an_order", file: metricDir + "funneloptions.go",
			old: "to := IfReached", new: "to := IfClosed",
		},
		{
			name: "the furthest step", says: "The furthest step counts, whatever came after it.",
			script: "steps_to_an_order", file: journeyDir + "funnel.go",
			old: "p.reached = max(p.reached, s)", new: "if s > 0 {\n\t\tp.reached = s\n\t}",
		},
		{
			name: "one step after the other", says: "Or it takes all steps before it, in order.",
			script: "steps_to_an_order", file: journeyDir + "funnel.go",
			old: "if s == p.closed+1 {", new: "if s > p.closed {",
		},
		{
			name: "steps of a cancelled order", says: "A cancelled order is no step.",
			script: "steps_to_an_order", file: journeyDir + "funnel.go",
			old: "o != nil && !o.cancelled && o.session", new: "o != nil && o.session",
		},
		{
			name: "steps that are credited", says: "What is credited to a visit is a step of it.",
			script: "steps_to_an_order", file: journeyDir + "funnel.go",
			old: "if n := f.session[i]; n != None {", new: "if n := f.session[i]; n != None && buildsSession(h) {",
		},
		{
			name: "just before", says: "Friction is shown at the step that the visit had got to just before, not in the end.",
			script: "friction_at_a_step", file: journeyDir + "friction.go",
			old: "Step: f.before[i].reached,", new: "Step: f.facts.Sessions[max(0, f.session[i])].Reached,",
		},
		{
			name: "just before, in order", says: "Where steps must follow one another, by those.",
			script: "friction_at_a_step", file: journeyDir + "friction.go",
			old: "Closed: f.before[i].closed,", new: "Closed: f.before[i].reached,",
		},
		{
			name: "once for each visit", says: "Reasons at a step count visits, not events.",
			script: "friction_at_a_step", file: metricDir + "funnel.go",
			old: "Field: FieldSession, Distinct: true, Where", new: "Where",
		},
		{
			name: "certain by then", says: "What is found only later is none before.",
			script: "friction_at_a_step", file: metricDir + "funnel.go",
			old: "[]Predicate{IfCertain, at}", new: "[]Predicate{at}",
		},
		{
			name: "the latest worth", says: "A cart is worth what an event of it stated last.",
			script: "left_behind", file: journeyDir + "value.go",
			old: "*w = worth{currency, value, true}", new: "if !w.stated {\n\t\t\t\t*w = worth{currency, value, true}\n\t\t\t}",
		},
		{
			name: "stated rather than added", says: "What is stated goes before what was added.",
			script: "left_behind", file: journeyDir + "value.go",
			old: "!ok || w.stated ||", new: "!ok ||",
		},
		{
			name: "less what was removed", says: "Else it is worth what was added less what was removed.",
			script: "left_behind", file: journeyDir + "value.go",
			old: "value = -value", new: "value = 0",
		},
		{
			name: "one currency of a cart", says: "Amounts in another currency than the first are left out.",
			script: "left_behind", file: journeyDir + "value.go",
			old: `w.stated || w.currency != "" && w.currency != currency {`, new: `w.stated {`,
		},
		{
			name: "items of a cart", says: "Without a value the items tell, by price and quantity.",
			script: "left_behind", file: journeyDir + "value.go",
			old: "return f.priced(items, currency), true", new: "return f.priced(items[:1], currency), true",
		},
		{
			name: "nothing left", says: "Who emptied the cart left nothing behind.",
			script: "left_behind", file: journeyDir + "value.go",
			old: "if !b.emptied() {", new: "if b != nil {",
		},
		{
			name: "left by the lost", says: "Only abandoned checkouts leave something behind.",
			script: "left_behind", file: metricDir + "friction.go",
			old: "leftWithIt:      hindrances.where(IfNotCompleted).sum(FieldLeft)", new: "leftWithIt:      hindrances.sum(FieldLeft)",
		},
		{
			name: "blocking over strong", says: "What blocks goes before what is hard, whichever came last.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "event.ReasonPaymentDeclined: blocking,", new: "event.ReasonPaymentDeclined: strong,",
		},
		{
			name: "strong over weak", says: "What is hard goes before what annoys.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "event.ReasonBlockedUI: weak,", new: "event.ReasonBlockedUI: strong,",
		},
		{
			name: "a form left halfway", says: "An abandoned form does not hide the field that stopped it.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "event.ReasonTooLong:      weak,", new: "event.ReasonTooLong:      strong,",
		},
		{
			name: "the last of equals", says: "Of reasons that weigh the same the last leads.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "o.force() == seen[leader].force() && n < leader", new: "o.force() == seen[leader].force() && n > leader",
		},
		{
			name: "the one-time code", says: "A one-time code that fails blocks, whatever its reason.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "if o.name == event.NameOTPFailed {", new: "if false {",
		},
		{
			name: "ten minutes", says: "Only friction within 10 minutes before the last activity may lead; exactly 10 are too long.",
			script: "leading_reason", file: journeyDir + "window.go",
			old: "lastStraw      = int64(10 * time.Minute / time.Millisecond)", new: "lastStraw      = int64(10*time.Minute/time.Millisecond) + 1",
		},
		{
			name: "less than ten minutes", says: "Less than that is near enough.",
			script: "leading_reason", file: journeyDir + "window.go",
			old: "lastStraw      = int64(10 * time.Minute / time.Millisecond)", new: "lastStraw      = int64(10*time.Minute/time.Millisecond) - 1",
		},
		{
			name: "activity of the checkout", says: "Activity is what belongs to the stage of purchase.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "n != None && f.StageOf(&h.Event) == event.Purchase {", new: "n != None {",
		},
		{
			name: "no reason", says: "What names no reason gives way to whatever names one.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "return forces[o.reason]", new: "return max(weak, forces[o.reason])",
		},
		{
			name: "verdicts on the lost", says: "Only abandoned checkouts are put down to a reason.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "checkout != None && b.order == nil {", new: "checkout != None {",
		},
		{
			name: "verdicts need maturity", says: "No checkout is put down to anything before its window has ended.",
			script: "leading_reason", file: journeyDir + "verdict.go",
			old: "Reason: event.ReasonUnknown, Since: end, Until: Never}", new: "Reason: event.ReasonUnknown, Until: Never}",
		},
		{
			name: "hindrances need maturity", says: "Nor does it count among those with a reason.",
			script: "leading_reason", file: metricDir + "friction.go",
			old: "Where: []Predicate{IfMatured, IfCertain}}", new: "Where: []Predicate{IfCertain}}",
		},
		{
			name: "overturned", says: "What becomes certain after the window may overturn the verdict from then on.",
			script: "reason_found_later", file: journeyDir + "verdict.go",
			old: "if o.certainAt > end {", new: "if false {",
		},
		{
			name: "not overturned before", says: "Until then the first verdict holds.",
			script: "reason_found_later", file: journeyDir + "verdict.go",
			old: "verdict.Until = o.certainAt", new: "verdict.Until = o.certainAt - 1",
		},
		{
			name: "hindrances are certain", says: "What is not certain yet was not seen yet.",
			script: "reason_found_later", file: metricDir + "friction.go",
			old: "Where: []Predicate{IfMatured, IfCertain}}", new: "Where: []Predicate{IfMatured}}",
		},
		{
			name: "digits that were refused", says: "An error without digits is none of a field that refused digits.",
			script: "refused_digits", file: journeyDir + "refusal.go",
			old: `h.Event.Name != event.NameFormError || of.Digits == ""`, new: `h.Event.Name != event.NameFormError`,
		},
		{
			name: "a field once for a checkout", says: "A checkout met with a field that refused digits once, however often it did.",
			script: "refused_digits", file: journeyDir + "refusal.go",
			old: "slices.Contains(f.stumbled[checkout], of)", new: "slices.Contains(f.stumbled[checkout], Refused{})",
		},
		{
			name: "people whose digits were refused", says: "People are different persons.",
			script: "refused_digits", file: metricDir + "refusal.go",
			old: "{Fact: FactRefusal, Field: FieldPerson, Distinct: true}", new: "{Fact: FactRefusal}",
		},
		{
			name: "left at a field", says: "Only abandoned checkouts with it leave something behind.",
			script: "refused_digits", file: metricDir + "refusal.go",
			old: "seen.where(IfNotCompleted).sum(FieldLeft)", new: "seen.sum(FieldLeft)",
		},
		{
			name: "stage of an answer", says: "An answer stands in the stage that it states, else in that of its kind.",
			script: "state_of_mind", file: eventDir + "stage.go",
			old: "switch s := Stage(e.Params.Text(\"stage\")); s {", new: "switch s := Stage(\"\"); s {",
		},
		{
			name: "ratings", says: "The stars of a review are an answer.",
			script: "state_of_mind", file: journeyDir + "answer.go",
			old: `case "csat", Rating:`, new: `case "csat":`,
		},
		{
			name: "own words", says: "Own words are counted with their answer, once.",
			script: "state_of_mind", file: journeyDir + "answer.go",
			old: "f.facts.Answers[n].HasText || hasText(h)", new: "f.facts.Answers[n].HasText",
		},
		{
			name: "scale of the mood", says: "1 to 5 are -2 to 2.", disk: true,
			script: "state_of_mind", file: sqliteDir + "vocabulary.go",
			old: "ELSE 3 * (f.score - 3) END", new: "ELSE 3 * (f.score - 2) END",
		},
		{
			name: "scale of the effort", says: "1 to 7 are -2 to 2.", disk: true,
			script: "state_of_mind", file: sqliteDir + "vocabulary.go",
			old: "WHEN 'ces' THEN 2 * (f.score - 4)", new: "WHEN 'ces' THEN 3 * (f.score - 4)",
		},
		{
			name: "scale of recommendation", says: "0 to 6 of 10 are -2, 7 and 8 are 0, 9 and 10 are 2.", disk: true,
			script: "state_of_mind", file: sqliteDir + "vocabulary.go",
			old: "WHEN f.score <= 8 THEN 0", new: "WHEN f.score <= 7 THEN 0",
		},
		{
			name: "trouble", says: "Rage and dead clicks, errors and failed payments are trouble, other friction is not.",
			script: "state_of_mind", file: journeyDir + "stage.go",
			old: "event.NameFormError, event.NamePaymentFailed:", new: "event.NameFormError, event.NamePaymentFailed, event.NameCouponDenied:",
		},
		{
			name: "stage of an order", says: "A visit with an order touched the stage of purchase, trouble or none.",
			script: "state_of_mind", file: journeyDir + "stage.go",
			old: "if troubles(h) {", new: "if h.Event.Name == event.NamePurchase || troubles(h) {",
		},
		{
			name: "views and clicks", says: "Promotions and advertisements are views and clicks of a touchpoint.", disk: true,
			script: "touchpoints", file: sqliteDir + "vocabulary.go",
			old: "f.name IN ('impression', 'view_promotion', 'ad_impression')", new: "f.name IN ('impression', 'ad_impression')",
		},
		{
			name: "as often as reported", says: "Advertisements count as often as they report.",
			script: "touchpoints", file: journeyDir + "contact.go",
			old: "Count += times(h)", new: "Count++",
		},
		{
			name: "no touchpoint", says: "An event that names no touchpoint is at none.",
			script: "touchpoints", file: journeyDir + "contact.go",
			old: `if h.Event.Touchpoint == "" || f.sealed(i) {`, new: `if h.Event.Touchpoint == "poster" && h.Event.Name == "click" {`,
		},
		{
			name: "stage of the merchant", says: "The stage that the merchant gave to a touchpoint goes before that of the event's name.",
			script: "stage_of_a_touchpoint", file: journeyDir + "settings.go",
			old: "; given {", new: "; given && event.Lookup(e.Name) == nil {",
		},
		{
			name: "stage of a visit", says: "It holds for visits and what went wrong in them,",
			script: "stage_of_a_touchpoint", file: journeyDir + "stage.go",
			old: "f.StageOf(&h.Event)", new: "event.StageOf(&h.Event)",
		},
		{
			name: "stage of the merchant for answers", says: "for answers, whatever they say themselves,",
			script: "stage_of_a_touchpoint", file: journeyDir + "answer.go",
			old: "Time: h.Time, Stage: f.StageOf(&h.Event)", new: "Time: h.Time, Stage: event.StageOf(&h.Event)",
		},
		{
			name: "stage of an activity", says: "and for what is the last activity of a checkout.",
			script: "stage_of_a_touchpoint", file: journeyDir + "verdict.go",
			old: "f.StageOf(&h.Event)", new: "event.StageOf(&h.Event)",
		},
		{
			name: "met once", says: "An order counts once for a touchpoint, however often its visit met it.",
			script: "orders_of_a_touchpoint", file: journeyDir + "meeting.go",
			old: "!known[once]", new: "!known[c]",
		},
		{
			name: "met in the visit", says: "Who met it in another visit did not meet it in this one.",
			script: "orders_of_a_touchpoint", file: journeyDir + "meeting.go",
			old: "met[f.facts.Orders[i].Session]", new: "met[max(0, f.facts.Orders[i].Session-1)]",
		},
		{
			name: "met on the order's day", says: "On the day of the order.", disk: true,
			script: "orders_of_a_touchpoint", file: sqliteDir + "facts.go",
			old: "m.Touchpoint, o.Time, o.Surface", new: "m.Touchpoint, f.Sessions[o.Session].Start, o.Surface",
		},
	}
}
