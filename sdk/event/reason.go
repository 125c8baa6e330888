package event

// The reasons why shoppers leave. params.reason names one; a shop's own wording goes in
// params.detail, so that reasons stay few enough to compare.
const (
	ReasonExtraCosts      = "extra_costs"
	ReasonForcedAccount   = "forced_account"
	ReasonTooLong         = "too_long"
	ReasonFieldError      = "field_error"
	ReasonNoDelivery      = "no_delivery"
	ReasonSlowDelivery    = "slow_delivery"
	ReasonTrust           = "trust"
	ReasonReturnsPolicy   = "returns_policy"
	ReasonNoPaymentMethod = "no_payment_method"
	ReasonPaymentDeclined = "payment_declined"
	ReasonGatewayLost     = "gateway_lost"
	ReasonSiteError       = "site_error"
	ReasonCouponDenied    = "coupon_denied"
	ReasonOutOfStock      = "out_of_stock"
	ReasonPriceChanged    = "price_changed"
	ReasonBlockedUI       = "blocked_ui"
	ReasonSlowPage        = "slow_page"
	ReasonUnknown         = "unknown"
)

// Reasons lists the reasons that params.reason may name. Beside these Reason may return
// alert_displayed, whose default reason is its own name.
func Reasons() []string {
	return []string{
		ReasonExtraCosts, ReasonForcedAccount, ReasonTooLong, ReasonFieldError, ReasonNoDelivery,
		ReasonSlowDelivery, ReasonTrust, ReasonReturnsPolicy, ReasonNoPaymentMethod,
		ReasonPaymentDeclined, ReasonGatewayLost, ReasonSiteError, ReasonCouponDenied,
		ReasonOutOfStock, ReasonPriceChanged, ReasonBlockedUI, ReasonSlowPage, ReasonUnknown,
	}
}

// IsFriction tells whether the event by itself stood in a shopper's way: an event of the
// friction names; form_start, form_submit, payment_redirected, payment_returned,
// price_shown, shipping_quoted and web_vitals only if they carry a reason; and a quote that
// says serviceable false. A survey that names a reason is what somebody said, not friction.
func IsFriction(e *Event) bool {
	n := Lookup(e.Name)
	if n == nil {
		return false
	}
	switch n.Friction {
	case FrictionAlways:
		return true
	case FrictionWithReason:
		return e.Params.Text("reason") != "" || unserviceable(e)
	}
	return false
}

// Reason is why a friction event stood in the way: the reason that it carries, else the
// default of its name, no_delivery for an unserviceable quote. It is "" for what is no
// friction.
func Reason(e *Event) string {
	if !IsFriction(e) {
		return ""
	}
	if reason := e.Params.Text("reason"); reason != "" {
		return reason
	}
	if unserviceable(e) {
		return ReasonNoDelivery
	}
	return Lookup(e.Name).Reason
}

func unserviceable(e *Event) bool {
	if e.Name != NameShippingQuoted {
		return false
	}
	serviceable, stated := e.Params.Bool("serviceable")
	return stated && !serviceable
}
