package rules

func frictionRules() []rule {
	return []rule{
		{
			name: "friction events", says: "Friction events stand in the way by themselves.",
			script: "friction_names", file: eventDir + "reason.go",
			old: "case FrictionAlways:\n\t\treturn true",
			new: "case FrictionAlways:\n\t\treturn e.Params.Text(\"reason\") != \"\"",
		},
		{
			name: "each friction event", says: "Each of them does, alerts as well.",
			script: "friction_names", file: eventDir + "vocabulary.go",
			old: "{Name: NameAlertDisplayed, Stage: Purchase, Friction: FrictionAlways,",
			new: "{Name: NameAlertDisplayed, Stage: Purchase, Friction: FrictionWithReason,",
		},
		{
			name: "steps without a reason", says: "Steps of a checkout are no friction unless they carry a reason.",
			script: "friction_with_a_reason", file: eventDir + "reason.go",
			old: `return e.Params.Text("reason") != "" || unserviceable(e)`,
			new: `return true`,
		},
		{
			name: "steps with a reason", says: "With a reason they are friction.",
			script: "friction_with_a_reason", file: eventDir + "reason.go",
			old: `return e.Params.Text("reason") != "" || unserviceable(e)`,
			new: `return unserviceable(e)`,
		},
		{
			name: "no delivery", says: "A quote that cannot be served is friction.",
			script: "friction_with_a_reason", file: eventDir + "reason.go",
			old: `return e.Params.Text("reason") != "" || unserviceable(e)`,
			new: `return e.Params.Text("reason") != ""`,
		},
		{
			name: "form_start", says: "form_start is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NameFormStart, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NameFormStart, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "form_submit", says: "form_submit is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NameFormSubmit, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NameFormSubmit, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "payment_redirected", says: "payment_redirected is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NamePaymentRedirected, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NamePaymentRedirected, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "payment_returned", says: "payment_returned is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NamePaymentReturned, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NamePaymentReturned, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "price_shown", says: "price_shown is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NamePriceShown, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NamePriceShown, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "shipping_quoted", says: "shipping_quoted is no friction by itself.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NameShippingQuoted, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NameShippingQuoted, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "web_vitals", says: "web_vitals are no friction by themselves.",
			script: "friction_with_a_reason", file: eventDir + "vocabulary.go",
			old: "{Name: NameWebVitals, Stage: Purchase, Friction: FrictionWithReason,",
			new: "{Name: NameWebVitals, Stage: Purchase, Friction: FrictionAlways,",
		},
		{
			name: "lost at the bank", says: "A redirect to the bank without a return is friction.",
			script: "lost_at_the_bank", file: journeyDir + "friction.go",
			old: "if f.inWay[i] != None && !followed[i] {",
			new: "if false && !followed[i] {",
		},
		{
			name: "half an hour at the bank", says: "A return in the 30 minutes after it is in time; exactly 30 minutes are too late.",
			script: "lost_at_the_bank", file: journeyDir + "window.go",
			old: "gatewayLost    = int64(30 * time.Minute / time.Millisecond)",
			new: "gatewayLost    = int64(30*time.Minute/time.Millisecond) + 1",
		},
		{
			name: "returned from the bank", says: "Who returned was not lost.",
			script: "lost_at_the_bank", file: journeyDir + "friction.go",
			old: "case event.NamePaymentReturned, event.NamePaymentFailed:",
			new: "case event.NamePaymentFailed:",
		},
		{
			name: "paid at the bank", says: "Who ordered was not lost.",
			script: "paid_at_the_bank", file: journeyDir + "friction.go",
			old: "if o := f.orderAt[i]; o != nil && o.itsCart != None {",
			new: "if o := f.orderAt[i]; o != nil && o.itsCart != None && false {",
		},
		{
			name: "extra costs", says: "A last total of 5% more than the first is friction.",
			script: "lost_at_the_bank", file: journeyDir + "friction.go",
			old: "100*p.last >= 105*p.first",
			new: "100*p.last > 105*p.first",
		},
		{
			name: "small extra costs", says: "Less than 5% are none.",
			script: "lost_at_the_bank", file: journeyDir + "friction.go",
			old: "100*p.last >= 105*p.first",
			new: "100*p.last >= 104*p.first",
		},
		{
			name: "the first total", says: "The last total is compared with the first and no other.",
			script: "paid_at_the_bank", file: journeyDir + "friction.go",
			old: "p.last, p.at = total, i",
			new: "if total < p.first {\n\t\tp.first = total\n\t}\n\tp.last, p.at = total, i",
		},
		{
			name: "from the beginning", says: "What came before the checkout began is none of it.",
			script: "friction_of_a_checkout", file: journeyDir + "friction.go",
			old: "i > f.baskets[b].checkout {",
			new: "true {",
		},
		{
			name: "to the order", says: "What came after the order is none of it.",
			script: "friction_of_a_checkout", file: journeyDir + "friction.go",
			old: "|| b.order != nil && i >= b.order.date {",
			new: "{",
		},
		{
			name: "to the window's end", says: "What came when the window had ended is none of it.",
			script: "friction_of_a_checkout", file: journeyDir + "friction.go",
			old: "f.hits[i].Time >= b.end ||",
			new: "f.hits[i].Time > b.end ||",
		},
		{
			name: "the cart that it names", says: "Friction belongs to the cart that it names.",
			script: "friction_of_a_checkout", file: journeyDir + "friction.go",
			old: `if h.Event.CartID != "" {`,
			new: `if false {`,
		},
		{
			name: "the open checkout", says: "Else it belongs to the visitor's open checkout.",
			script: "friction_of_a_checkout", file: journeyDir + "friction.go",
			old: "if latest == None {\n\t\treturn f.cart[i]",
			new: "if true {\n\t\treturn f.cart[i]",
		},
		{
			name: "checkouts with friction", says: "The friction rate is of matured checkouts.",
			script: "seen_from_an_instant", file: metricDir + "purchase.go",
			old: "Numerator:   checkouts(IfMatured, IfFriction),\n\t\t\tDenominator: of(checkouts(IfMatured)),",
			new: "Numerator:   checkouts(IfMatured, IfFriction),\n\t\t\tDenominator: of(checkouts()),",
		},
	}
}
