package hostile_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// share is how many texts follow each other for one that a field gets. The smallest class has as
// many, so that every class is in every field.
const share = 6

// deal gives each field its own share of texts, neighbours of a field others: so each text is
// said somewhere, and of each class one at least in every field. As many deals, each shifted by
// one, say every text in every field.
type deal struct {
	texts []string
	shift int
	set   int            // of the texts of a person
	order map[string]int // of fields
}

func (d *deal) sets() int { return (len(d.texts) + share - 1) / share }

// in is what is said in a field.
func (d *deal) in(field string) string {
	if _, known := d.order[field]; !known {
		d.order[field] = len(d.order)
	}
	return d.texts[(share*d.set+d.order[field]+d.shift)%len(d.texts)]
}

// id is in for an event's own id, which has visible ASCII characters only.
func (d *deal) id(field string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' {
			return '/'
		}
		return r
	}, d.in(field))
}

// address is one with something hostile in its path and in every parameter that is kept.
func (d *deal) address(field string) string {
	query := url.Values{}
	for _, name := range []string{"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "q", "gclid", "other"} {
		query.Set(name, d.in(field+" "+name))
	}
	return "https://shop.example/" + url.PathEscape(d.in(field+" path")) + "?" + query.Encode() + "#" + url.PathEscape(d.in(field+" fragment"))
}

// plant says something hostile in every field of the contract, and in all that merchants write.
func plant(t *testing.T, s *shop, d *deal) {
	t.Helper()
	for d.set = range d.sets() {
		answer := s.send(t, map[string]any{
			"sender": map[string]any{"name": d.in("sender name"), "version": d.in("sender version")},
			"events": d.events(time.Now()),
		})
		if answer.Accepted == 0 {
			t.Fatalf("nothing was accepted: %+v", answer)
		}
		for _, no := range answer.Rejected {
			t.Errorf("%s %s", no.Code, no.Message)
		}
		if answer := s.send(t, map[string]any{"events": d.refused()}); len(answer.Rejected) != len(d.refused()) {
			t.Errorf("of %d events that are none %d were refused", len(d.refused()), len(answer.Rejected))
		}
		d.write(t, s)
	}
	s.settle(t)
}

// events are what one person does, who buys again and again.
func (d *deal) events(now time.Time) []map[string]any {
	var all []map[string]any
	at := now.Add(-90 * time.Minute)
	// What the pages tell of the moment is minutes old.
	tell := func(name string, params map[string]any, more ...string) {
		at = at.Add(time.Minute)
		e := map[string]any{
			"id": d.id("id"), "name": name, "time": clock(at), "consent": "full",
			"visitor_id": d.in("visitor_id"), "customer_id": d.in("customer_id"), "surface": "web",
			"touchpoint": d.in("touchpoint"), "cart_id": d.in("cart_id"), "checkout_id": d.in("checkout_id"),
			"page":   map[string]any{"url": d.address("page.url"), "referrer": "https://" + "partner.example/" + url.PathEscape(d.in("referrer")), "title": d.in("title")},
			"client": map[string]any{"ip": "203.0.113.7", "user_agent": firefox + " " + d.in("user_agent")},
			"params": params,
		}
		for i := 0; i < len(more); i += 2 {
			e[more[i]] = more[i+1]
		}
		all = append(all, e)
	}
	p := func(pairs ...any) map[string]any {
		// Names of params are free too, and what is in objects and arrays.
		params := map[string]any{d.in("custom name"): d.in("custom value"), "nested": map[string]any{d.in("nested name"): []any{d.in("nested value")}}, "detail": d.in("detail")}
		for i := 0; i < len(pairs); i += 2 {
			params[pairs[i].(string)] = pairs[i+1]
		}
		return params
	}
	items := []any{map[string]any{
		"item_id": d.in("item_id"), "item_name": d.in("item_name"), "item_category": d.in("item_category"), "item_brand": d.in("item_brand"),
		"item_variant": d.in("item_variant"), "item_list_name": d.in("item_list_name"), d.in("item key"): d.in("item value"), "price": 6450000, "quantity": 2,
	}}
	bag := []any{"currency", "IRR", "value", 12900000, "items", items, "coupon", d.in("coupon")}

	for i, days := range []int{150, 100, 50} {
		when := now.AddDate(0, 0, -days)
		tell("purchase", p(append(bag, "transaction_id", d.in("transaction_id")+" "+string(rune('a'+i)), "payment_type", d.in("payment_type"))...), "time", clock(when))
	}
	tell("page_view", p())
	for _, name := range []string{"page_view", "search", "exception"} {
		tell(name, p("search_term", d.in("search_term"), "description", d.in("exception")), "visitor_id", d.in("guest"), "cart_id", d.in("guest's cart"), "checkout_id", d.in("guest's checkout"))
		delete(all[len(all)-1], "customer_id")
	}
	tell("page_view", p(), "visitor_id", d.in("robot"))
	delete(all[len(all)-1], "customer_id")
	all[len(all)-1]["client"] = map[string]any{"user_agent": d.in("user_agent alone")}
	tell("ad_impression", p("campaign", d.in("campaign"), "creative_name", d.in("creative")))
	tell("ad_click", p("campaign", d.in("campaign")))
	tell("view_promotion", p("promotion_name", d.in("promotion_name"), "promotion_id", d.in("promotion_id")))
	tell("select_promotion", p("promotion_name", d.in("promotion_name"), "promotion_id", d.in("promotion_id")))
	tell("impression", p())
	tell("click", p("link_url", d.in("link_url")))
	tell("view_item_list", p("item_list_name", d.in("item_list_name"), "items", items))
	tell("view_item", p("currency", "IRR", "value", 1, "items", items))
	tell("search", p("search_term", d.in("search_term")))
	tell("file_download", p("file_name", d.in("file_name")))
	tell("video_start", p("video_title", d.in("video_title")))
	tell("generate_lead", p("form", d.in("form")))
	tell("sign_up", p("method", d.in("method")))
	tell("add_to_cart", p(bag...))
	tell("cart_merged", p("from_cart_id", d.in("from_cart_id")))
	tell("begin_checkout", p(bag...))
	tell("add_shipping_info", p(append(bag, "shipping_tier", d.in("shipping_tier"))...))
	tell("form_error", p("form", d.in("form"), "field", d.in("field"), "rule", d.in("rule"), "digits", "persian"))
	tell("form_abandon", p("form", d.in("form"), "last_field", d.in("last_field")))
	tell("alert_displayed", p("type", d.in("alert type")))
	tell("coupon_denied", p("coupon", d.in("coupon")))
	tell("exception", p("description", d.in("exception")))
	tell("server_error", p("status", 500, "route", d.in("route")))
	tell("rage_click", p("element", d.in("element")))
	tell("dead_click", p("element", d.in("element")))
	tell("auth_wall", p())
	tell("add_payment_info", p(append(bag, "payment_type", d.in("payment_type"))...))
	tell("payment_redirected", p("attempt_id", d.in("attempt_id")))
	tell("payment_failed", p("attempt_id", d.in("attempt_id"), "class", d.in("class"), "code", d.in("code"), "retryable", true))
	tell("purchase", p(append(bag, "transaction_id", d.in("transaction_id"), "payment_type", d.in("payment_type"), "referral_code", d.in("referral_code"), "affiliation", d.in("affiliation"))...))
	tell("refund", p("transaction_id", d.in("transaction_id"), "refund_id", d.in("refund_id"), "currency", "IRR", "value", 100000))
	tell("login", p("method", d.in("method")))
	tell("support_started", p("topic", d.in("topic")))
	tell("support_ended", p("topic", d.in("topic")))
	tell("message_sent", p("message_id", d.in("message_id"), "campaign", d.in("campaign")))
	tell("message_clicked", p("message_id", d.in("message_id"), "campaign", d.in("campaign")))
	tell("share", p("method", d.in("method"), "content_type", d.in("content_type"), "item_id", d.in("item_id")))
	tell("referral_shared", p("referral_code", d.in("referral_code")))
	tell("review_submitted", p("rating", 1, "text", d.in("review")))
	tell("survey_answered", p("survey_id", d.in("survey_id"), "response_id", d.in("response_id"), "kind", "nps", "score", 3, "text", d.in("survey text")))
	tell("survey_answered", p("survey_id", d.in("survey_id"), "response_id", d.in("response_id")+"2", "kind", "reason", "reason", "trust", "text", d.in("survey text")))
	tell("survey_answered", p("survey_id", d.in("survey_id"), "response_id", d.in("response_id")+"3", "kind", "text", "text", d.in("survey text")))
	tell("own_event", p("stage", "purchase"))
	// A cart that is left behind, and what happens at the moment.
	tell("page_view", p(), "time", clock(now.Add(-time.Minute)), "cart_id", "left "+d.in("cart_id"))
	tell("add_to_cart", p(bag...), "time", clock(now.Add(-30*time.Second)), "cart_id", "left "+d.in("cart_id"))
	return all
}

// refused are events each of which is wrong in another field, with something hostile there: the
// answer and the data-quality page may quote it.
func (d *deal) refused() []any {
	return []any{
		map[string]any{"name": "Not " + d.in("name")},
		map[string]any{"name": "login", "id": "a b" + d.in("bad id")},
		map[string]any{"name": "login", "time": d.in("bad time")},
		map[string]any{"name": "login", "consent": d.in("bad consent")},
		map[string]any{"name": "login", "surface": d.in("bad surface")},
		map[string]any{"name": "purchase", "params": map[string]any{"transaction_id": "1", "currency": d.in("bad currency"), "value": 1}},
		map[string]any{"name": "purchase", "params": map[string]any{"transaction_id": "1", "currency": "IRR", "value": d.in("bad value")}},
		map[string]any{"name": "rage_click", "params": map[string]any{"reason": d.in("bad reason")}},
		map[string]any{"name": "own", "params": map[string]any{"stage": d.in("bad stage")}},
		map[string]any{"name": "own", "params": map[string]any{d.in("bad key"): map[string]any{"a": map[string]any{"a": map[string]any{"a": map[string]any{"a": 1}}}}}},
		map[string]any{"name": "add_to_cart", "params": map[string]any{"items": []any{map[string]any{"item_id": []any{d.in("bad item")}}}}},
		d.in("no event"),
	}
}

// written is how many personas and surveys a merchant has. Each costs some pages a question to
// the store.
func written() int {
	if soaking() {
		return 50
	}
	return 4
}

// write is what a merchant writes down.
func (d *deal) write(t *testing.T, s *shop) {
	t.Helper()
	c, ctx, site := s.collector, t.Context(), s.Site
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(c.SetTouchpoint(ctx, site, collector.Touchpoint{Name: strings.TrimSpace(d.in("touchpoint")), Label: d.in("touchpoint label")}))
	today := time.Now().Add(-24 * time.Hour).Format(time.DateOnly)
	must(c.SaveAnnotation(ctx, site, collector.Annotation{Text: d.in("annotation")}, today))
	if d.set >= written() {
		return
	}
	must(c.SavePersona(ctx, site, collector.Persona{Name: d.in("persona"), Note: d.in("persona note"), Filters: []string{"campaign:" + strings.ReplaceAll(d.in("campaign"), "|", " ")}}))
	words := map[string]string{}
	for _, language := range []string{"en", "fa", "ar"} {
		words[language] = d.in("question " + language)
	}
	page := "/" + strings.NewReplacer("?", "", "#", "").Replace(d.in("survey page")) + "*"
	if d.set == 0 {
		page = "" // every page asks something
	}
	must(c.SaveSurvey(ctx, site, collector.Survey{
		Name: d.in("survey"), Kind: []string{event.SurveyNPS, event.SurveyCSAT, event.SurveyCES, event.SurveyReason, event.SurveyText}[d.set%5],
		Asked: true, Questions: words, Touchpoint: d.in("survey touchpoint"), Page: page, Occasion: store.OnPage, Share: 100,
	}))
}
