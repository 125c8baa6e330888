package sqlite

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// shared are two customers at one computer, of whom Bob comes again on his own, with everything
// that facts are made of.
func shared(at int64) []store.Record {
	return append(lifeOf("bob", "kiosk", at), lifeOf("bob", "bobs-phone", at+3*dayMS)...)
}

// lifeOf is a customer's day at a browser: pages, a cart, a payment that failed, an order with a
// coupon and a referral code, a refund, an answer and a message.
func lifeOf(who, visitor string, at int64) []store.Record {
	step := int64(0)
	of := func(name string, params event.Params) store.Record {
		step += 1000
		return hit(name, at+step, func(h *journey.Hit) {
			h.Visitor, h.Event.VisitorID, h.Event.CustomerID = visitor, visitor, who
			h.Event.CartID, h.Event.Params = fmt.Sprintf("%s-%d-cart", who, at), params
			h.Event.ID += visitor + who
			h.Event.Page.URL, h.Event.Page.Title = "https://shop.example/"+who, "of "+who
		})
	}
	id := fmt.Sprintf("%s-%d", who, at)
	items := []any{map[string]any{"item_id": id, "item_name": "for " + who, "item_category": "of " + who, "price": "500", "quantity": "1"}}
	money := func(more event.Params) event.Params {
		p := event.Params{"transaction_id": id, "value": "500", "currency": "IRR", "items": items}
		for k, v := range more {
			p[k] = v
		}
		return p
	}
	all := []store.Record{
		of(event.NameLogin, event.Params{}),
		of(event.NamePageView, event.Params{}),
		of(event.NameAddToCart, money(nil)),
		of(event.NameBeginCheckout, money(nil)),
		of(event.NamePaymentFailed, event.Params{"attempt_id": id, "reason": "card_declined"}),
		of(event.NamePurchase, money(event.Params{"coupon": id, "referral_code": id})),
		of(event.NameRefund, event.Params{"transaction_id": id, "value": "100", "currency": "IRR"}),
		of(event.NameSurveyAnswered, event.Params{"survey_id": "s", "response_id": id, "kind": "text", "text": "I am " + who, "score": "4"}),
		of(event.NameMessageSent, event.Params{"message_id": id, "campaign": "c"}),
		of(event.NameMessageDelivered, event.Params{"message_id": id, "campaign": "c"}),
	}
	for i := range all {
		if all[i].Hit.Event.Name == event.NamePageView {
			all[i].Hit.Source = event.BrowserKey
		}
	}
	return all
}

// held are all rows of all facts, sealed or not, without the numbers of rows.
func held(t *testing.T, db *DB) map[string]int {
	t.Helper()
	all := map[string]int{}
	for _, table := range append([]string{"sealed_order"}, factTables...) {
		all[table] = count(t, db, "SELECT count(*) FROM "+table)
	}
	all["sealed visits"] = count(t, db, "SELECT count(*) FROM session WHERE unit < 0")
	all["revenue"] = count(t, db, "SELECT coalesce(sum(value - refunded), 0) FROM placed")
	all["pages"] = count(t, db, "SELECT coalesce(sum(pageviews), 0) FROM session")
	return all
}

// TestErasingReachesWhatIsSealed erases a customer whose raw events were let go of long ago: alone
// in a household, or at a computer that another uses too. What is left is what a shop holds that
// never had that customer.
func TestErasingReachesWhatIsSealed(t *testing.T) {
	shop := func(t *testing.T, records []store.Record) *clocked {
		c := newClocked(t, 30, nil)
		c.now.Store(noon + 25*dayMS)
		deliverAll(t, c.db, c.site.ID, records)
		c.passes(after(100))
		return c
	}
	never := shop(t, shared(noon))
	for name, browser := range map[string]string{"alone": canary + "-v", "at another's computer": "kiosk"} {
		t.Run(name, func(t *testing.T) {
			theirs := append(lifeOf(canary, browser, noon+10*dayMS), lifeOf(canary, canary+"-phone", noon+20*dayMS)...)
			with := shop(t, append(shared(noon), theirs...))
			want, before := held(t, never.db), held(t, with.db)
			if want["sealed visits"] != 2 || before["sealed visits"] != 4 || before["revenue"] != 4*400 {
				t.Fatalf("not as meant: %v without and %v with the customer", want, before)
			}
			dir := filepath.Dir(with.db.config.Path)
			if canaries(t, dir) == 0 {
				t.Fatal("the search finds nothing")
			}
			if err := with.db.Erase(t.Context(), with.site.ID, canary); err != nil {
				t.Fatal(err)
			}
			if n := canaries(t, dir); n != 0 {
				t.Errorf("the canary stands there %d times", n)
			}
			if err := with.db.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := held(t, with.db); !reflect.DeepEqual(got, want) {
				for what, n := range want {
					if got[what] != n {
						t.Errorf("%s: %d, want %d (before: %d)", what, got[what], n, before[what])
					}
				}
			}
			if problems, err := with.db.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Errorf("check: %v %v", problems, err)
			}
		})
	}
}
