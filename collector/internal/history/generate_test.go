package history_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

func TestGenerateIsDeterministic(t *testing.T) {
	for seed := range uint64(50) {
		if !reflect.DeepEqual(history.Generate(seed), history.Generate(seed)) {
			t.Fatalf("seed %d differs from itself", seed)
		}
	}
	if reflect.DeepEqual(history.Generate(1), history.Generate(2)) {
		t.Error("two seeds give one history")
	}
}

func TestGeneratedEventsAreValid(t *testing.T) {
	type identity struct {
		kind event.KeyKind
		id   string
		time int64
	}
	for seed := range uint64(500) {
		first := map[identity]history.Step{}
		for i, s := range history.Generate(seed).Steps {
			if r := s.Event.Validate(s.Kind); r != nil {
				t.Fatalf("seed %d, step %d: %v", seed, i+1, r)
			}
			if at := s.Event.Time; at.After(history.Now()) || at.Before(history.Now().AddDate(-2, 0, 0)) || s.Event.ID == "" {
				t.Fatalf("seed %d, step %d: id %q at %v", seed, i+1, s.Event.ID, at)
			}
			is := identity{s.Kind, s.Event.ID, s.Event.Time.UnixMilli()}
			if was, ok := first[is]; ok && !reflect.DeepEqual(was, s) {
				t.Fatalf("seed %d, step %d: another event has its identity", seed, i+1)
			}
			first[is] = s
			text, err := json.Marshal(s.Event)
			if err != nil {
				t.Fatal(err)
			}
			if e, r := event.Decode(text); r != nil || !reflect.DeepEqual(e, s.Event) {
				t.Fatalf("seed %d, step %d: travels as %s and arrives as %+v (%v)", seed, i+1, text, e, r)
			}
		}
	}
}

// wide asks about all that a history could hold.
func wide(group string) oracle.Question {
	return oracle.Question{From: "2025-09-01", To: "2026-11-01", AsOf: history.Now(), GroupBy: group}
}

// TestGeneratedHistoriesReachEveryFigure guards the generator: a figure that stays zero
// would be compared in vain.
func TestGeneratedHistoriesReachEveryFigure(t *testing.T) {
	sums := oracle.Figures{}
	for seed := range uint64(250) {
		h := history.Generate(seed)
		for id, f := range ask(t, h)(wide("")).Figures {
			sum := sums[id]
			sum.Numerator += max(f.Numerator, -f.Numerator) // what is below zero must not hide what is above
			sum.Denominator += f.Denominator
			sum.Pending += f.Pending
			sums[id] = sum
		}
	}
	for _, id := range []string{"visitors", "sessions", "pageviews", "shares", "orders", "revenue", "net_revenue",
		"closed.add_to_cart", "closed.begin_checkout", "seen.begin_checkout.payment_declined", "closed_seen.session.site_error",
		"left.payment_declined", "left.extra_costs", "leading.gateway_lost", "leading.forced_account", "leading.unknown",
		"blamed.unknown", "refused.address/phone/persian", "refused_people./phone/latin", "stumbled_left./phone/persian", "contacts.place1", "sessions_at.place1", "met.place2", "earned.place2",
		"reached_p90.add_to_cart", "closed_median.view_item", "cart_reached_median.add_payment_info", "cart_closed_p90.begin_checkout",
		"person_reached_p90.purchase", "person_closed_median.add_to_cart",
		"viewed.1", "added.Shoe", "removed.2", "bought.1", "earnings.2", "left_behind.1",
		"arrived_source.google", "visitors_campaign.spring", "first_channel.email", "last_channel.paid_search",
		"first_medium.(none)", "last_campaign.(not set)", "cost_channel.paid_search", "cost_campaign.sale", "cohort_net.2026-04-01.2026-04-01"} {
		if sums[id].Numerator == 0 {
			t.Errorf("%s is always 0", id)
		}
	}
	for _, id := range []string{"ctr", "engagement_rate", "time_on_site", "lead_conversion_rate", "cart_abandonment_rate",
		"cart_recovery_rate", "checkout_completion_rate", "conversion_rate", "aov", "friction_rate", "repeat_purchase_rate",
		"csat", "referral_rate", "nps", "refund_rate", "promotion_ctr", "payment_failure_rate", "customer_value_90d",
		"customer_value_365d", "message_open_rate", "message_click_rate", "review_rating", "cart_reached.add_payment_info",
		"cart_closed.purchase", "person_closed.begin_checkout", "person_reached.purchase", "ads_source.instagram",
		"cohort.2026-04-01", "reached.view_item", "reached.add_shipping_info", "reached.purchase",
		"hindered.extra_costs", "hindered.payment_declined", "hindered.gateway_lost", "stumbled./phone/persian", "clicked.place1",
		"mood.return", "mood.advocacy", "troubled.purchase", "replies.nps", "replies.rating"} {
		if f := sums[id]; f.Denominator == 0 || f.Numerator == 0 || f.Numerator == f.Denominator {
			t.Errorf("%s is always %d/%d", id, f.Numerator, f.Denominator)
		}
	}
}

// TestOrderOfArrival shuffles and repeats: the answer must not change.
func TestOrderOfArrival(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for seed := range uint64(30) {
		h := history.Generate(seed)
		want := ask(t, h)(wide("channel"))
		shuffled := history.History{Site: h.Site}
		for _, batch := range history.Batches(h, rng) {
			if len(batch) == 0 || len(batch) > 1000 {
				t.Fatalf("a batch of %d", len(batch))
			}
			for _, s := range batch {
				if s.Kind != batch[0].Kind || s.IP != batch[0].IP || s.UserAgent != batch[0].UserAgent {
					t.Fatal("a batch of two senders")
				}
			}
			shuffled.Steps = append(shuffled.Steps, batch...)
		}
		if len(shuffled.Steps) < len(h.Steps) {
			t.Fatal("steps were lost")
		}
		if got := ask(t, shuffled)(wide("channel")); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: the order of arrival changed the answer", seed)
		}
	}
}

// TestAddsUp checks what the definitions promise of the oracle's own answers: what is
// additive adds up over days, and what selects single units over groups.
func TestAddsUp(t *testing.T) {
	additive := []string{"sessions", "pageviews", "ctr", "engagement_rate", "time_on_site", "cart_abandonment_rate",
		"checkout_completion_rate", "conversion_rate", "orders", "revenue", "net_revenue", "aov", "friction_rate", "nps", "referral_rate"}
	for seed := range uint64(8) {
		a := ask(t, history.Generate(seed))(wide("device"))
		for _, id := range additive {
			for name, parts := range map[string]map[string]oracle.Figures{"days": a.Days, "groups": a.Groups} {
				var n, d, pending int64
				for _, part := range parts {
					n, d, pending = n+part[id].Numerator, d+part[id].Denominator, pending+part[id].Pending
				}
				if f := a.Figures[id]; n != f.Numerator || d != f.Denominator || pending != f.Pending {
					t.Errorf("seed %d: %s of %s add up to %d/%d (%d), not %d/%d (%d)", seed, id, name,
						n, d, pending, f.Numerator, f.Denominator, f.Pending)
				}
			}
		}
	}
}

func TestShrink(t *testing.T) {
	var h history.History
	// A history in which an order of C1 stands beside a begun checkout that names a cart.
	fails := func(h history.History) bool {
		order := slices.ContainsFunc(h.Steps, func(s history.Step) bool {
			return s.Event.Name == "purchase" && s.Event.CustomerID == "C1"
		})
		return order && slices.ContainsFunc(h.Steps, func(s history.Step) bool {
			return s.Event.Name == "begin_checkout" && s.Event.CartID != ""
		})
	}
	for seed := uint64(0); !fails(h) || len(h.Steps) < 40; seed++ {
		h = history.Generate(seed)
	}
	before := h.String()
	small := history.Shrink(h, fails)
	if !fails(small) || len(small.Steps) != 2 {
		t.Errorf("left are\n%s", small)
	}
	if h.String() != before {
		t.Error("the history given was changed")
	}
	for _, s := range small.Steps {
		if s.Event.Validate(s.Kind) != nil || s.Event.Touchpoint != "" || s.Event.Page.URL != "" || len(s.Event.Params) > 1 {
			t.Errorf("left is\n%s", small)
		}
	}
	if small.Site != (history.Site{Timezone: "UTC", Currency: h.Site.Currency}) {
		t.Errorf("left is the site %s", small.Site)
	}
}

func TestReceived(t *testing.T) {
	h := history.Generate(3)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	got := h.Received(at)
	if len(got) != len(h.Steps) || !got[0].Received.Equal(at) || !got[1].Received.After(at) {
		t.Errorf("steps arrive at %v and %v", got[0].Received, got[1].Received)
	}
}
