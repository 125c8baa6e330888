package dashboard_test

import (
	"math"
	"strconv"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type object = map[string]any

type list = []any

// shop is what a lively shop's collector answers. The numbers are made up, but each belongs
// to the others as the contract says.
func shop() map[string]any {
	return map[string]any{
		"GET setup":                object{"needed": false},
		"GET me":                   object{"email": "owner@shop.example", "version": "1.0.0", "owns_all": true, "sites": list{object{"name": "main", "timezone": "Asia/Tehran", "currency": "IRR", "may": "own"}}},
		"DELETE session":           nil,
		"POST session":             nil,
		"POST session/link":        nil,
		"POST setup":               nil,
		"GET catalog":              object{"metrics": catalog()},
		"GET report":               with(head(), object{"metrics": metrics()}),
		"GET report by channel":    with(head(), object{"metrics": list{}, "groups": list{group("organic_search", 4210), group("paid_social", 2874), group("direct", 1930), group("snapp market", 12)}}),
		"GET report by device":     with(head(), object{"metrics": list{}, "groups": list{group("mobile", 8200), group("desktop", 1800)}}),
		"GET funnel":               with(head(), object{"mode": "reached", "unit": "session", "steps": steps()}),
		"GET friction":             with(head(), friction()),
		"GET touchpoints":          with(head(), object{"touchpoints": touchpoints()}),
		"GET feedback":             with(head(), object{"stages": moods(), "answers": list{}}),
		"GET quality":              quality(),
		"GET touchpoints/settings": object{"touchpoints": list{object{"touchpoint": "home-banner", "label": "بنر بالای صفحهٔ نخست", "stage": "", "goal": object{"of": "ctr", "value": "0.06"}}}},
		"GET annotations":          object{"annotations": annotations()},
		"GET annotations/2/effect": effect(),
		"GET surveys":              object{"surveys": surveyList()},
		"GET tag":                  tag(),
		"GET users":                object{"users": members()},
		"GET shares":               object{"tokens": shares()},
		"GET tokens":               object{"tokens": readTokens()},
		"GET keys":                 object{"keys": sendingKeys()},
		"GET retention":            keeping(396),
		"GET retention/preview":    object{"before": "2016-11-24", "visits": 1200, "orders": 31, "answers": 7},
		"GET erasures":             erasing(0, 0),
		"GET inventory":            inventory(),
		"POST held":                held(nil),
		"GET audit":                deeds(),
		"GET account":              ownAccount(false),
		"GET personas":             object{"personas": personas()},
		"GET goals":                object{"goals": list{object{"metric": "ctr", "value": "0.04", "unit": "ratio"}, object{"metric": "revenue", "value": "3000000000", "unit": "money"}}},
		"GET journeys":             object{"site": "main", "timezone": "Asia/Tehran", "currency": "IRR", "people": people(), "truncated": false},
		"GET journeys/C/1 ü":       timeline(),
		"GET live":                 stream{name: "now", first: now(12, 219)},
		"GET products":             with(head(), products()),
		"GET cohorts":              with(head(), cohorts()),
		"GET customers":            customers(),
		"GET channels":             with(head(), channels()),
	}
}

func head() object {
	return object{"site": "main", "from": "2026-10-25", "to": "2026-11-21", "timezone": "Asia/Tehran", "currency": "IRR",
		"as_of": "2026-11-21T13:30:00+03:30", "compared": object{"from": "2026-09-27", "to": "2026-10-24"}}
}

func with(one, other object) object {
	for name, value := range other {
		one[name] = value
	}
	return one
}

func group(key string, sessions int) object {
	return object{"key": key, "metrics": list{object{"id": "sessions", "unit": "count", "value": sessions, "numerator": sessions}}}
}

func catalog() list {
	var out list
	for _, d := range metric.All() {
		var dimensions list
		for _, by := range d.Dimensions {
			dimensions = append(dimensions, string(by))
		}
		out = append(out, object{"id": d.ID, "stage": string(d.Stage), "unit": string(d.Unit), "better": string(d.Better),
			"names": d.Name, "definition": d.Definition["en"], "definitions": d.Definition, "dimensions": dimensions, "additive": d.Additive, "day": d.Day})
	}
	return out
}

// known are the values of some metrics; the others get something plausible.
var known = map[string]object{
	"visitors":                  {"value": 8120, "numerator": 8120, "previous": object{"value": 7204, "numerator": 7204}, "change": 0.127, "significant": false},
	"ctr":                       {"value": 0.0312, "numerator": 312, "denominator": 10000, "low": 0.0279, "high": 0.0348, "previous": object{"value": 0.028, "numerator": 280, "denominator": 10000}, "change": 0.114, "significant": false, "goal": 0.04},
	"engagement_rate":           {"value": 0.583, "numerator": 5830, "denominator": 10000, "low": 0.573, "high": 0.593, "previous": object{"value": 0.541, "numerator": 5410, "denominator": 10000}, "change": 0.0776, "significant": true},
	"time_on_site":              {"value": 83.4, "numerator": 834000, "denominator": 10000, "low": 80.1, "high": 86.7, "previous": object{"value": 90, "numerator": 900000, "denominator": 10000}, "change": -0.0733, "significant": true},
	"conversion_rate":           {"value": 0.0214, "numerator": 214, "denominator": 10000, "low": 0.0187, "high": 0.0244, "previous": object{"value": 0.0262, "numerator": 262, "denominator": 10000}, "change": -0.183, "significant": true, "goal": 0.03},
	"revenue":                   {"currency": "IRR", "value": "2760600000", "numerator": "2760600000", "previous": object{"value": "3100000000", "numerator": "3100000000"}, "change": -0.1095, "significant": false, "currencies": list{object{"currency": "EUR", "value": "25.80", "numerator": "25.80"}}},
	"net_revenue":               {"currency": "IRR", "value": "123456789012345678", "numerator": "123456789012345678"},
	"aov":                       {"currency": "IRR", "value": "12900000", "numerator": "2760600000", "denominator": 214, "low": 12100000.5, "high": 13700000.5, "previous": object{"value": "11832061.07", "numerator": "3100000000", "denominator": 262}, "change": 0.0903, "significant": false},
	"orders":                    {"value": 219, "numerator": 219, "previous": object{"value": 262, "numerator": 262}, "change": -0.164, "significant": false},
	"cart_abandonment_rate":     {"value": 0.71, "numerator": 710, "denominator": 1000, "low": 0.681, "high": 0.737, "previous": object{"value": 0.68, "numerator": 680, "denominator": 1000}, "change": 0.0441, "significant": true, "pending": 31, "matured_until": "2026-11-20T13:30:00+03:30"},
	"checkout_abandonment_rate": {"value": 0.52, "numerator": 260, "denominator": 500, "low": 0.476, "high": 0.563, "previous": object{"value": 0.47, "numerator": 235, "denominator": 500}, "change": 0.106, "significant": false, "pending": 14},
	"repeat_purchase_rate":      {"value": 0.25, "numerator": 3, "denominator": 12, "low": 0.0889, "high": 0.5323, "previous": object{"value": 0.2, "numerator": 2, "denominator": 10}, "change": 0.25, "significant": false},
	"retention_rate":            {"value": nil, "numerator": 0, "denominator": 0, "previous": object{"value": nil, "numerator": 0, "denominator": 0}, "significant": false},
	"nps":                       {"value": 42.5, "numerator": 51, "denominator": 120, "low": 29.2, "high": 55.8, "previous": object{"value": 31, "numerator": 31, "denominator": 100}, "change": 11.5, "significant": false, "extras": object{"promoters": 71, "detractors": 20}},
	"shares":                    {"value": 0, "numerator": 0, "previous": object{"value": 0, "numerator": 0}},
	"mentions":                  {"value": 9, "numerator": 9, "previous": object{"value": 0, "numerator": 0}},
}

func metrics() list {
	var out list
	for i, d := range metric.All() {
		m := object{"id": d.ID, "stage": string(d.Stage), "unit": string(d.Unit), "better": string(d.Better)}
		if values, found := known[d.ID]; found {
			with(m, values)
		} else {
			with(m, plausible(d.Unit, i))
		}
		if d.Unit == metric.Money {
			m["currency"] = "IRR"
		}
		if d.MinInterval == "" {
			m["series"] = series(d.Unit, i)
		}
		out = append(out, m)
	}
	return out
}

func plausible(unit metric.Unit, i int) object {
	switch unit {
	case metric.Count:
		return object{"value": 900 + 371*i, "numerator": 900 + 371*i, "previous": object{"value": 1000 + 300*i, "numerator": 1000 + 300*i}, "change": 0.05, "significant": false}
	case metric.Money:
		return object{"value": "11000000", "numerator": "2354000000", "denominator": 214}
	}
	part := 40 + 7*i
	value := float64(part) / 1000
	return object{"value": value, "numerator": part, "denominator": 1000, "low": value * 0.9, "high": value * 1.1,
		"previous": object{"value": value * 1.02, "numerator": part + 1, "denominator": 1000}, "change": -0.02, "significant": false}
}

func series(unit metric.Unit, seed int) list {
	var out list
	first := time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC)
	for i := range 28 {
		wave := 1 + 0.3*math.Sin(float64(i*(seed%5+1))/3) + float64((i*7+seed*13)%10)/30
		step := object{"start": first.AddDate(0, 0, i).Format(time.DateOnly)}
		switch {
		case i == 9 && seed%3 == 0:
			with(step, object{"value": nil, "numerator": 0, "denominator": 0})
		case unit == metric.Count:
			with(step, object{"value": math.Round(290 * wave), "numerator": math.Round(290 * wave)})
		case unit == metric.Money:
			amount := strconv.Itoa(int(98_000_000 * wave))
			with(step, object{"value": amount, "numerator": amount})
		default:
			with(step, object{"value": 0.05 * wave, "numerator": math.Round(18 * wave), "denominator": 357})
		}
		out = append(out, step)
	}
	return out
}

func steps() list {
	names := []string{"session", "view_item", "add_to_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "purchase"}
	counts := []float64{10000, 6200, 1150, 540, 402, 371, 214}
	seen := []list{
		{object{"reason": "slow_page", "sessions": 212}},
		{object{"reason": "out_of_stock", "sessions": 96}, object{"reason": "blocked_ui", "sessions": 41}},
		{object{"reason": "coupon_denied", "sessions": 58}},
		{object{"reason": "extra_costs", "sessions": 71}, object{"reason": "field_error", "sessions": 44}, object{"reason": "forced_account", "sessions": 29}, object{"reason": "no_delivery", "sessions": 12}},
		{},
		{object{"reason": "payment_declined", "sessions": 88}, object{"reason": "gateway_lost", "sessions": 39}, object{"reason": "site_error", "sessions": 6}},
		{},
	}
	var out list
	for i, name := range names {
		step := object{"id": name, "count": counts[i], "share": counts[i] / counts[0], "continued": nil, "low": nil, "high": nil,
			"lost": 0, "seconds": nil, "significant": i == 6, "frictions": seen[i], "previous": object{"count": counts[i], "continued": nil}}
		if i+1 < len(counts) {
			step["lost"] = counts[i] - counts[i+1]
		}
		if i > 0 {
			share := counts[i] / counts[i-1]
			step["seconds"] = object{"count": counts[i], "median": 34.2 * float64(i), "p90": 3100 * float64(i*i)}
			step["continued"], step["low"], step["high"] = share, share*0.95, math.Min(1, share*1.05)
			step["previous"] = object{"count": counts[i], "continued": math.Min(1, share*1.09)}
		}
		out = append(out, step)
	}
	return out
}

func friction() object {
	reason := func(id string, checkouts, abandoned int, without any, left string, risk any, leading int) object {
		share := float64(abandoned) / float64(checkouts)
		return object{"reason": id, "checkouts": checkouts, "abandoned": abandoned, "abandonment": share, "low": share * 0.9, "high": math.Min(1, share*1.1),
			"abandonment_without": without, "left_behind": left, "left_behind_currencies": list{}, "at_risk": risk, "leading": leading, "leading_left_behind": left}
	}
	return object{"checkouts": 500, "abandoned": 260, "pending": 14, "aov": "12900000", "reasons": list{
		reason("payment_declined", 120, 80, 0.473, "1032000000", object{"value": "299538000", "low": "151000000", "high": "441000000"}, 74),
		reason("gateway_lost", 44, 39, 0.484, "503100000", object{"value": "228330000", "low": "140000000", "high": "290000000"}, 39),
		reason("extra_costs", 90, 61, 0.485, "786900000", object{"value": "223000000", "low": "0", "high": "380000000"}, 52),
		reason("coupon_denied", 58, 30, 0.52, "387000000", object{"value": "0", "low": "0", "high": "120000000"}, 21),
		reason("field_error", 500, 260, nil, "90300000", nil, 7),
	}, "unknown": object{"leading": 67, "left_behind": "864300000"}, "refusals": list{
		refusedBy("checkout-address", "phone", "persian", 210, 131, object{"checkouts": 96, "abandoned": 71, "abandonment": 0.7396, "abandonment_without": 0.4678,
			"at_risk": object{"value": "336600000", "low": "191000000", "high": "452000000"}}),
		refusedBy("checkout-address", "phone", "latin", 9, 8, object{"checkouts": 7, "abandoned": 2, "abandonment": 0.2857, "abandonment_without": 0.5233,
			"at_risk": object{"value": "0", "low": "0", "high": "31000000"}}),
		refusedBy("", "کد ملی", "arabic", 4, 3, object{}),
	}}
}

func refusedBy(form, field, digits string, times, people int, toll object) object {
	return with(object{"form": form, "field": field, "digits": digits, "times": times, "people": people, "checkouts": 0, "abandoned": 0, "abandonment": nil,
		"low": nil, "high": nil, "abandonment_without": 0.52, "left_behind": "0", "left_behind_currencies": list{}, "at_risk": nil}, toll)
}

func touchpoints() list {
	point := func(name, stage, surface string, events, sessions, impressions, clicks int) object {
		p := object{"touchpoint": name, "label": nil, "orders": sessions / 40, "revenue": strconv.Itoa(sessions / 40 * 12900000), "goal": nil, "stage": stage, "surface": surface, "events": events, "sessions": sessions, "impressions": impressions, "clicks": clicks, "ctr": nil, "low": nil, "high": nil}
		if impressions > 0 {
			p["ctr"] = float64(clicks) / float64(impressions)
		}
		return p
	}
	named := point("home-banner", "awareness", "web", 2120, 1400, 1900, 98)
	with(named, object{"label": "بنر بالای صفحهٔ نخست", "goal": object{"of": "ctr", "value": "0.06", "progress": 0.86}})
	return list{
		point("instagram-story", "awareness", "ad", 9400, 2100, 8800, 410), named,
		point("بنر صفحهٔ اول", "awareness", "web", 6120, 3900, 5400, 512),
		point("google-ads", "awareness", "ad", 3100, 900, 3000, 77),
		point("blog", "awareness", "web", 1200, 800, 0, 0),
		point("telegram", "awareness", "social", 300, 120, 0, 0),
		point("product-page", "evaluation", "web", 14020, 6200, 0, 0),
		point("size-guide", "evaluation", "web", 640, 410, 500, 61),
		point("cart", "purchase", "web", 2980, 1150, 0, 0),
		point("checkout", "purchase", "web", 1620, 540, 0, 0),
		point("صندوق فروشگاه", "purchase", "store", 88, 0, 0, 0),
		point("support-chat", "return", "chat", 190, 101, 0, 0),
		point("newsletter", "return", "email", 1800, 220, 1700, 220),
	}
}

func moods() list {
	mood := func(stage string, value any, face any, inferred bool, answers, sessions, troubled int) object {
		return object{"stage": stage, "mood": value, "face": face, "inferred": inferred, "answers": answers, "sessions": sessions, "troubled": troubled}
	}
	return list{
		mood("awareness", -0.02, "neutral", true, 0, 8000, 80),
		mood("evaluation", 0.9, "happy", false, 12, 6200, 91),
		mood("purchase", -1.3, "angry", false, 64, 1150, 301),
		mood("return", 1.4, "excited", false, 41, 620, 12),
		mood("advocacy", nil, nil, false, 0, 0, 0),
	}
}

func quality() object {
	return object{"site": "main", "from": "2026-10-25", "to": "2026-11-21", "timezone": "Asia/Tehran",
		"received": 152340, "accepted": 150912, "duplicates": 1204, "discarded": 180,
		"rejected": object{"missing_currency": 31, "invalid_value": 9, "time_out_of_range": 4},
		"rejects": list{
			object{"time": "2026-11-21T12:58:00+03:30", "code": "missing_currency", "field": "params.currency", "message": "a value needs a currency"},
			object{"time": "2026-11-20T08:02:00+03:30", "code": "invalid_value", "field": "params.value", "message": "it is no plain decimal"},
		},
		"dropped": object{"queue_full": 312, "cosmic_ray": 1},
		"keys": list{
			object{"id": 1, "key": "pk_2f81c07be94d4b6e9d1a", "accepted": 138000, "sent_away": 41, "events_per_day": 10000},
			object{"id": 2, "key": "sk_c4e1…", "accepted": 12912, "sent_away": 0, "events_per_day": 0},
		},
		"bots":  object{"crawler": 4100, "headless": 210},
		"noted": object{"hashed_customer": 12, "rounded_money": 3},
		"scrubbed": list{
			object{"kind": "email", "field": "url", "events": 17}, object{"kind": "phone", "field": "text", "events": 4},
			object{"kind": "card", "field": "refused", "events": 1},
		},
		"folded": list{
			object{"dimension": "campaign", "values": 1702, "folded": 1202}, object{"dimension": "landing_page", "values": 12040, "folded": 11540},
		},
		"coverage": object{"events": object{"browser": 138000, "server": 12912}, "sessions": 10000, "hashed_sessions": 6100, "orders": 219, "browser_orders": 201,
			"server_orders": 219, "orders_without_session": 18, "reused_transaction_id": 1, "crowds": 0, "set_aside": 0},
		"retention": object{"keep_days": 400, "sealed_before": "2025-10-17T00:00:00+03:30", "gone": 0}}
}
