package ingest

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// realIntake takes events in with the lists that a collector has.
func realIntake(tb testing.TB, s Store) *Intake {
	tb.Helper()
	enricher, err := enrich.New(enrich.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	return New(Config{Store: s, Enricher: enricher})
}

// canaries are what must not be kept, in the forms that could be searched for.
var canaries = []string{"ali@", "ali%40", "912345", "9121234567", "۹۱۲۱۲۳۴۵۶۷", "4242424242", "4242 4242", "0012345679", "001234567"}

func kept(t *testing.T, b store.Batch) string {
	t.Helper()
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Rejects {
		text = append(text, r.Body...)
	}
	return string(text)
}

func TestNothingPersonalIsKept(t *testing.T) {
	const everything = `ali@shop.example 09121234567 ۰۹۱۲۱۲۳۴۵۶۷ 4242424242424242 4242 4242 4242 4242 0012345679`
	const address = `https://shop.example/u/ali@shop.example/0012345679?utm_campaign=ali%40shop.example&utm_term=4242424242424242&q=09121234567&x=ali@shop.example`
	whole := func(name string) string {
		return fmt.Sprintf(`{"id":"ali@shop.example","name":%q,"consent":"full","visitor_id":"ali@shop.example","customer_id":"09121234567","touchpoint":%[2]q,
			"cart_id":"09121234567","checkout_id":"ali@shop.example","page":{"url":%[3]q,"referrer":%[3]q,"title":%[2]q},
			"params":{"transaction_id":"ali@shop.example","coupon":"09121234567","referral_code":"ali@shop.example","text":%[2]q,"detail":%[2]q,"description":%[2]q,
			"own":%[2]q,"phone":"912 345","mobile":9121234567,"list":["ali@shop.example",{"deep":["09121234567"]}],"ali@shop.example":1,"user_id":"09121234567",
			"items":[{"item_id":"12","item_name":%[2]q,"note":"4242424242424242","price":9.5}],"currency":"EUR","value":1}}`, name, everything, address)
	}
	f := &fakeStore{}
	a := take(t, realIntake(t, f), request(event.ServerKey, `{"events":[`+whole("review_submitted")+`,`+whole("Bad")+`,`+
		`{"name":"page_view","params":{"currency":"ali@shop.example","value":1}}]}`), 3)
	if a.Accepted != 1 || len(a.Rejected) != 2 {
		t.Fatalf("answer %+v", a)
	}
	b := f.last(t)
	text := kept(t, b)
	for _, canary := range canaries {
		if strings.Contains(text, canary) {
			t.Errorf("%s is kept: %s", canary, text)
		}
	}
	want := []string{
		"hashed_customer", "scrub:card:item", "scrub:card:text", "scrub:card:title", "scrub:card:url",
		"scrub:email:id", "scrub:email:item", "scrub:email:text", "scrub:email:title", "scrub:email:url",
		"scrub:national_id:item", "scrub:national_id:text", "scrub:national_id:title", "scrub:national_id:url",
		"scrub:phone:id", "scrub:phone:item", "scrub:phone:text", "scrub:phone:title", "scrub:phone:url",
	}
	if notes := slices.Sorted(slices.Values(b.Records[0].Notes)); !reflect.DeepEqual(notes, want) {
		t.Errorf("noted %v\nwant %v", notes, want)
	}
	if b.Counts["scrub:email:refused"] != 2 || b.Counts["scrub:card:refused"] != 1 {
		t.Errorf("counted %v", b.Counts)
	}
	if message := b.Rejects[1].Message; !strings.Contains(message, "[email]") {
		t.Errorf("the message says %q", message)
	}
	e := b.Records[0].Hit.Event
	if e.Page.URL != "https://shop.example/u/%5Bemail%5D/%5Bnational_id%5D?utm_campaign=%5Bemail%5D&utm_term=%5Bcard%5D&q=%5Bphone%5D" {
		t.Errorf("the address is %s", e.Page.URL)
	}
	if e.Page.Title != "[email] [phone] [phone] [card] [card] [national_id]" {
		t.Errorf("the title is %s", e.Page.Title)
	}
	if e.CartID == e.CheckoutID || !strings.HasPrefix(e.CartID, "~~") || e.Params["coupon"] != e.CartID || e.Params["user_id"] != e.CartID || e.Params["transaction_id"] != e.ID {
		t.Errorf("ids are %q, %q, %q and params %v", e.ID, e.CartID, e.CheckoutID, e.Params)
	}
}

// TestImportsAreScrubbed also of what a collector without it has accepted long ago.
func TestImportsAreScrubbed(t *testing.T) {
	f := &fakeStore{}
	line := `{"id":"a","name":"survey_answered","time":"2026-11-01T10:00:00Z","visitor_id":"ali@shop.example",
		"page":{"url":"https://shop.example/u/ali@shop.example?q=shoe","title":"09121234567"},"params":{"kind":"text","text":"4242 4242 4242 4242"},
		"receipt":{"key":"browser","landing_page":"/u/ali@shop.example","arrival":{"source":"ali@shop.example","campaign":"0012345679"}}}`
	a, err := realIntake(t, f).Import(t.Context(), request(event.ServerKey, "").Site, []event.Raw{event.Raw(line)}, received)
	if err != nil || a.Accepted != 1 {
		t.Fatalf("%+v %v", a, err)
	}
	text := kept(t, f.last(t))
	for _, canary := range canaries {
		if strings.Contains(text, canary) {
			t.Errorf("%s is kept: %s", canary, text)
		}
	}
	if got := f.last(t).Records[0].Hit; got.Landing != "/u/[email]" || got.Event.Page.URL != "https://shop.example/u/%5Bemail%5D?q=shoe" {
		t.Errorf("kept %+v", got)
	}
}

func TestIdsAndNumbersStay(t *testing.T) {
	// Phones, cards and national ids by their looks, each where it is something else.
	const body = `{"id":"4242424242424242","name":"purchase","cart_id":"1583250689","touchpoint":"banner-1583250689","page":{"url":"https://shop.example/p/1583250689?gclid=4242424242424242"},
		"params":{"transaction_id":"09121234567","value":1583250689,"currency":"IRR","tax":"1583250689","tracking":"4242424242424242","order_no":"09121234567",
		"own":"1583250689","coupon":"SALE2026","items":[{"item_id":"09121234567","item_name":"ISBN 0201633612","sku":"4242424242424242","price":1583250689,"quantity":1}]}}`
	f := &fakeStore{}
	if a := take(t, realIntake(t, f), request(event.ServerKey, `{"events":[`+body+`]}`), 1); a.Accepted != 1 {
		t.Fatalf("answer %+v", a)
	}
	r := f.last(t).Records[0]
	if len(r.Notes) > 0 || strings.ContainsAny(fmt.Sprint(r.Hit.Event), "~[") && strings.Contains(fmt.Sprint(r.Hit.Event), "[phone]") {
		t.Errorf("noted %v of %+v", r.Notes, r.Hit.Event)
	}
	want, _ := event.Decode(event.Raw(body))
	if !reflect.DeepEqual(r.Hit.Event.Params, want.Params) || r.Hit.Event.ID != want.ID || r.Hit.Event.CartID != want.CartID || r.Hit.Event.Page.URL != want.Page.URL {
		t.Errorf("kept %+v, want %+v", r.Hit.Event, want)
	}
}

func TestFormsCountsStay(t *testing.T) {
	f := &fakeStore{}
	body := `{"events":[{"name":"form_abandon","params":{"form":"checkout","last_field":"phone","refocus":{"phone":2,"card_number":12345678},"hesitation":{"phone":12345678}}}]}`
	if a := take(t, realIntake(t, f), request(event.BrowserKey, body), 1); a.Accepted != 1 || len(f.last(t).Records[0].Notes) > 0 {
		t.Fatalf("answer %+v, noted %v", a, f.last(t).Records)
	}
}

// drain is a store that takes everything and keeps nothing.
type drain struct{ fakeStore }

func BenchmarkTake(b *testing.B) {
	var events []string
	for i := range 100 {
		events = append(events, fmt.Sprintf(`{"id":"0193a1f2-7c1e-7b52-9c1a-2f0c8f6a%04d","name":"add_to_cart","time":"2026-11-21T09:59:00.000Z","consent":"full","visitor_id":"v-81f2","touchpoint":"product-page","cart_id":"b-77",
			"page":{"url":"https://shop.example/p/%d?utm_source=ig&utm_medium=paid_social","referrer":"https://l.instagram.com/","title":"کفش زنانهٔ مخصوص دویدن، سایز ۴۲ | فروشگاه نمونه"},
			"params":{"currency":"IRR","value":12900000,"items":[{"item_id":"%[2]d","item_name":"کفش زنانهٔ مخصوص دویدن","price":6450000,"quantity":2}]}}`, i, i))
	}
	r := request(event.BrowserKey, `{"events":[`+strings.Join(events, ",")+`]}`)
	r.IP, r.UserAgent = netip.MustParseAddr("203.0.113.7"), "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
	d := &drain{}
	intake := realIntake(b, d)
	b.ReportAllocs()
	for b.Loop() {
		d.batches, d.known = nil, nil
		if _, err := intake.Take(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
}
