package journey_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/sdk/event"
)

const day = int64(24 * 3600 * 1000)

// TestNothingLaterChangesWithoutWhatIsCut folds random histories with and without the hits
// that cuts let go. What happened after the time that was sealed must come out the same, and
// so must all orders, since they are never settled.
func TestNothingLaterChangesWithoutWhatIsCut(t *testing.T) {
	n, gone, sealed := histories(t), 0, 0
	for seed := range n {
		rng := rand.New(rand.NewPCG(seed, 11))
		one, settings := hitsOf(t, 4_000_000+seed, 0)
		other, _ := hitsOf(t, 4_000_000+(seed+1)%n, int64(rng.IntN(200))*day/2)
		hits := slices.Concat(one, other)
		slices.SortFunc(hits, func(a, b journey.Hit) int { return int(a.Time - b.Time) })
		from := hits[rng.IntN(len(hits))].Time + int64(rng.IntN(3))*day
		from -= from % day
		early := slices.IndexFunc(hits, func(h journey.Hit) bool { return h.Time >= from })
		if early < 0 {
			early = len(hits)
		}
		rest := slices.Clone(hits[early:])
		for _, household := range households(hits[:early]) {
			left, all := letGo(t, household, settings, from-31*day)
			rest = append(rest, left...)
			gone += len(household) - len(left)
			sealed += all
		}
		rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		got, want := tell(journey.Fold(rest, settings), from), tell(journey.Fold(hits, settings), from)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d, from %d: without what was cut\n%s\nwith it\n%s", seed, from, missing(got, want), missing(want, got))
		}
	}
	if t.Logf("%d hits sealed, %d of them went", sealed, gone); uint64(gone) < n {
		t.Errorf("%d hits went from %d histories: nearly none", gone, n)
	}
}

// histories is how many are tried: 60, 10,000 in the soak, or SAFAR_HISTORIES.
func histories(t *testing.T) uint64 {
	text := os.Getenv("SAFAR_HISTORIES")
	switch {
	case text == "" && os.Getenv("SAFAR_SOAK") != "":
		return 10_000
	case text == "":
		return 60
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("SAFAR_HISTORIES: %v", err)
	}
	return n
}

// hitsOf are the hits of a history, later by so much.
func hitsOf(t *testing.T, seed uint64, later int64) ([]journey.Hit, journey.Settings) {
	t.Helper()
	played, err := rehearsal.Play(history.Generate(seed))
	if err != nil {
		t.Fatal(err)
	}
	hits := slices.DeleteFunc(played.Hits, func(h journey.Hit) bool { return h.Bot != "" })
	for i := range hits {
		hits[i].Time += later
		if later > 0 {
			hits[i].Event.ID = "later" + hits[i].Event.ID
		}
		if later > 0 && hits[i].Hashed { // its salt would be another
			hits[i].Visitor = "later" + hits[i].Visitor
		}
	}
	return hits, played.Settings
}

// households puts hits together that share identifiers.
func households(hits []journey.Hit) [][]journey.Hit {
	parent := map[journey.Identifier]journey.Identifier{}
	var find func(journey.Identifier) journey.Identifier
	find = func(id journey.Identifier) journey.Identifier {
		if up, ok := parent[id]; ok && up != id {
			return find(up)
		}
		return id
	}
	for i := range hits {
		ids := journey.Identifiers(&hits[i])
		for _, id := range ids {
			parent[find(id)] = find(ids[0])
		}
	}
	groups := map[journey.Identifier][]journey.Hit{}
	for i := range hits {
		root := find(journey.Identifiers(&hits[i])[0])
		groups[root] = append(groups[root], hits[i])
	}
	var all [][]journey.Hit
	for _, group := range groups {
		all = append(all, group)
	}
	return all
}

// letGo makes the cuts of a household, one at a first limit and one later, and returns what
// is left of it and how many of its hits were sealed.
func letGo(t *testing.T, hits []journey.Hit, s journey.Settings, limit int64) (left []journey.Hit, sealed int) {
	t.Helper()
	left = hits
	for _, limit := range []int64{limit - 40*day, limit} {
		cut, found := journey.FindCut(left, s, limit)
		if !found {
			continue
		}
		var kept []journey.Hit
		for i, h := range left {
			if cut.Fates[i].Seal != journey.Unsealed && h.Seal == journey.Unsealed {
				sealed++
			}
			if h.Seal = cut.Fates[i].Seal; !cut.Fates[i].Gone {
				kept = append(kept, h)
			}
		}
		if got, want := tell(journey.Fold(kept, s), cut.At), tell(journey.Fold(left, s), cut.At); !slices.Equal(got, want) {
			t.Fatalf("a cut at %d changes what is known: with it\n%s\nwithout\n%s", cut.At, missing(got, want), missing(want, got))
		}
		left = kept
	}
	return left, sealed
}

// tell writes down the facts from an instant on, each in words of its own, and all orders.
func tell(f journey.Facts, from int64) []string {
	var all []string
	say := func(at int64, format string, args ...any) {
		if at >= from {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	session := func(i int) string {
		if i == journey.None {
			return "-"
		}
		return fmt.Sprint(f.Sessions[i].Visitor, "@", f.Sessions[i].Start)
	}
	cart := func(i int) string {
		if i == journey.None {
			return "-"
		}
		return fmt.Sprint(f.Carts[i].Visitor, f.Carts[i].Person, "@", f.Carts[i].Opened)
	}
	checkout := func(i int) string {
		if i == journey.None {
			return "-"
		}
		return fmt.Sprint(cart(f.Checkouts[i].Cart), "/", f.Checkouts[i].Begun)
	}
	for _, s := range f.Sessions {
		say(s.Start, "session %+v", s)
	}
	for _, c := range f.Carts {
		s := session(c.Session)
		c.Session = 0
		say(c.Opened, "cart %+v %s", c, s)
	}
	for _, c := range f.Checkouts {
		where := session(c.Session) + cart(c.Cart)
		c.Session, c.Cart = 0, 0
		say(c.Begun, "checkout %+v %s", c, where)
	}
	for _, o := range f.Orders {
		where := session(o.Session) + cart(o.Cart)
		o.Session, o.Cart = 0, 0
		say(o.Time, "order %+v %s", o, where)
		all = append(all, fmt.Sprint("order ", o.Transaction, o.Time, o.Source, o.EventID, o.Person, o.Currency, o.Value, o.Refunded, o.Refunds, o.Coupon, o.ByBrowser, o.ByServer, o.Reused, o.ReferralCodes, o.Categories))
	}
	for _, i := range f.OrderItems {
		all = append(all, fmt.Sprint("item ", f.Orders[i.Order].Transaction, f.Orders[i.Order].Time, i.Ware, i.Quantity, i.Revenue))
	}
	for _, a := range f.Attempts {
		s := session(a.Session)
		a.Session = 0
		say(a.Time, "attempt %+v %s", a, s)
	}
	for _, a := range f.Answers {
		s := session(a.Session)
		a.Session = 0
		say(a.Time, "answer %+v %s", a, s)
	}
	for _, m := range f.Messages {
		say(m.Delivered, "message %+v", m)
	}
	for _, r := range f.Frictions {
		where := session(r.Session) + checkout(r.Checkout)
		r.Session, r.Checkout = 0, 0
		say(r.Time, "friction %+v %s", r, where)
	}
	for _, h := range f.Hindrances {
		say(f.Checkouts[h.Checkout].Begun, "hindrance %s %s %d", checkout(h.Checkout), h.Reason, h.CertainAt)
	}
	for _, r := range f.Refusals {
		s := session(r.Session)
		r.Session = 0
		say(r.Time, "refusal %+v %s", r, s)
	}
	for _, s := range f.Stumbles {
		say(f.Checkouts[s.Checkout].Begun, "stumble %s %v", checkout(s.Checkout), s.Refused)
	}
	for _, v := range f.Verdicts {
		say(f.Checkouts[v.Checkout].Begun, "verdict %s %s %d %d", checkout(v.Checkout), v.Reason, v.Since, v.Until)
	}
	for _, c := range f.Tallies {
		s := session(c.Session)
		c.Session = 0
		say(c.Time, "tally %+v %s", c, s)
	}
	for _, c := range f.Contacts {
		s := session(c.Session)
		c.Session = 0
		say(c.Time, "contact %+v %s", c, s)
	}
	for _, m := range f.Meetings {
		say(f.Orders[m.Order].Time, "meeting %s %s", f.Orders[m.Order].Transaction, m.Touchpoint)
	}
	for _, c := range f.Codes {
		all = append(all, fmt.Sprintf("code %+v", c))
	}
	for _, s := range f.Spends {
		where := session(s.Session)
		s.Session = 0
		say(s.Time, "spend %+v %s", s, where)
	}
	for _, h := range f.Handlings {
		s := session(h.Session)
		h.Session = 0
		say(h.Time, "handling %+v %s", h, s)
	}
	for _, i := range f.CartItems {
		say(f.Carts[i.Cart].Opened, "in cart %s %+v %d", cart(i.Cart), i.Ware, i.Left)
	}
	for _, p := range f.Passages {
		where := session(p.Session) + cart(p.Cart)
		p.Session, p.Cart = 0, 0
		say(p.Start, "passage %+v %s", p, where)
	}
	slices.Sort(all)
	return all
}

// missing are the lines of some that others lack.
func missing(some, others []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(some), func(s string) bool { return slices.Contains(others, s) }), "\n")
}

// TestWhatLastsIsKept tells one story for each kind of event that is kept because of what may
// come years later. In each the pages that were looked at go, and the late event means what it
// means with all of the past.
func TestWhatLastsIsKept(t *testing.T) {
	const late = 400 * day
	web := func(at int64, name, visitor string, change ...func(*journey.Hit)) journey.Hit {
		h := journey.Hit{Time: at, Visitor: visitor, FromClient: true, Event: event.Event{
			ID: fmt.Sprint(name, at), Name: name, VisitorID: visitor, Surface: event.SurfaceWeb, Params: event.Params{},
		}}
		for _, c := range change {
			c(&h)
		}
		return h
	}
	server := func(h *journey.Hit) { h.Source, h.FromClient = event.ServerKey, false }
	by := func(customer string) func(*journey.Hit) {
		return func(h *journey.Hit) { h.Event.CustomerID = customer }
	}
	in := func(cart string) func(*journey.Hit) { return func(h *journey.Hit) { h.Event.CartID = cart } }
	with := func(key, value string) func(*journey.Hit) {
		return func(h *journey.Hit) { h.Event.Params[key] = value }
	}
	paid := with("value", "5")
	for _, tt := range []struct {
		name    string
		past    []journey.Hit
		present []journey.Hit
	}{
		{"a message that comes late", []journey.Hit{
			web(0, event.NameMessageSent, "v1", server, with("message_id", "M1"), with("campaign", "spring")),
		}, []journey.Hit{
			web(late, event.NameMessageDelivered, "v1", server, with("message_id", "M1")),
		}},
		{"a message that comes again", []journey.Hit{
			web(0, event.NameMessageSent, "v1", server, with("message_id", "M1")),
			web(1, event.NameMessageDelivered, "v1", server, with("message_id", "M1")),
		}, []journey.Hit{
			web(late, event.NameMessageDelivered, "v1", server, with("message_id", "M1")),
		}},
		{"an answer that changes", []journey.Hit{
			web(0, event.NameSurveyAnswered, "v1", with("kind", "nps"), with("response_id", "r1"), with("score", "9")),
		}, []journey.Hit{
			web(late, event.NameSurveyAnswered, "v1", with("kind", "nps"), with("response_id", "r1"), with("score", "2")),
		}},
		{"an attempt that fails again", []journey.Hit{
			web(0, event.NamePaymentFailed, "v1", with("attempt_id", "A1")),
		}, []journey.Hit{
			web(late, event.NamePaymentFailed, "v2", with("attempt_id", "A1")),
		}},
		{"a refund", []journey.Hit{
			web(0, event.NamePurchase, "v1", server, by("C1"), with("transaction_id", "T1"), paid),
		}, []journey.Hit{
			web(late, event.NameRefund, "", server, with("transaction_id", "T1"), with("value", "2")),
		}},
		{"a refund that is told again", []journey.Hit{
			web(0, event.NamePurchase, "v1", server, with("transaction_id", "T1"), paid),
			web(1, event.NameRefund, "", server, with("transaction_id", "T1"), with("refund_id", "R1"), with("value", "2")),
		}, []journey.Hit{
			web(late, event.NameRefund, "", server, with("transaction_id", "T1"), with("refund_id", "R1"), with("value", "2")),
		}},
		{"a cancellation", []journey.Hit{
			web(0, event.NamePurchase, "v1", server, by("C1"), with("transaction_id", "T1"), paid),
		}, []journey.Hit{
			web(late, event.NameOrderCancelled, "", server, with("transaction_id", "T1")),
			web(late+1, event.NamePurchase, "v1", server, by("C1"), with("transaction_id", "T2"), paid),
		}},
		{"a transaction id used again", []journey.Hit{
			web(0, event.NamePurchase, "v1", server, with("transaction_id", "T1"), paid),
		}, []journey.Hit{
			web(late, event.NamePurchase, "v2", server, with("transaction_id", "T1"), paid),
		}},
		{"a visitor who was known", []journey.Hit{
			web(0, event.NameLogin, "v1", server, by("C1")),
		}, []journey.Hit{
			web(late, event.NamePageView, "v1"),
			web(late+1, event.NamePurchase, "v1", server, with("transaction_id", "T1"), paid),
		}},
		{"a visitor who had logged out", []journey.Hit{
			web(0, event.NameLogin, "v1", server, by("C1")), web(1, event.NameLogout, "v1"),
		}, []journey.Hit{
			web(late, event.NamePurchase, "v1", server, with("transaction_id", "T1"), paid),
		}},
		{"a browser's word that a server confirms", []journey.Hit{
			web(0, event.NameLogin, "v1", by("C1")),
			web(1, event.NamePurchase, "v1", server, with("transaction_id", "T1"), paid),
		}, []journey.Hit{
			web(late, event.NameLogin, "v1", server, by("C1")),
			web(late+1, event.NamePurchase, "v1", server, with("transaction_id", "T2"), paid),
		}},
		{"a visitor of whom only the customer is told", []journey.Hit{
			web(0, event.NameLogin, "v1", server, by("C1")),
			web(1, event.NamePageView, "v1"),
		}, []journey.Hit{
			web(late, event.NamePageView, "v1"),
			web(late+1, event.NamePurchase, "", server, by("C1"), with("transaction_id", "T1"), paid),
		}},
		{"a cart id that was spoken of", []journey.Hit{
			web(0, event.NameViewCart, "v2", in("K1")),
		}, []journey.Hit{
			web(late, event.NameAddToCart, "v2"),
			web(late+1, event.NameAddToCart, "v2", in("K1")),
		}},
		{"a cart whose shopper is known by its opening", []journey.Hit{
			web(0, event.NameAddToCart, "v1", in("K1")),
		}, []journey.Hit{
			web(late, event.NamePageView, "v1"),
			web(late+1, event.NamePurchase, "", server, in("K1"), with("transaction_id", "T1"), paid),
		}},
		{"a code that was shared first", []journey.Hit{
			web(0, event.NameReferralShared, "v1", with("referral_code", "R1")),
		}, []journey.Hit{
			web(late, event.NameReferralShared, "v2", with("referral_code", "R1")),
		}},
		{"a visitor who had come before", nil, []journey.Hit{web(late, event.NamePageView, "v1")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := journey.Settings{Currency: "EUR"}
			past := slices.Concat([]journey.Hit{web(-3, event.NamePageView, "v1"), web(-2, event.NamePageView, "v1")}, tt.past)
			cut, found := journey.FindCut(past, s, late/2)
			if !found {
				t.Fatal("no cut")
			}
			rest, gone := slices.Clone(tt.present), 0
			for i, h := range past {
				if h.Seal = cut.Fates[i].Seal; cut.Fates[i].Gone {
					gone++
					continue
				}
				rest = append(rest, h)
			}
			if gone == 0 {
				t.Error("nothing went")
			}
			got, want := tell(journey.Fold(rest, s), late), tell(journey.Fold(slices.Concat(past, tt.present), s), late)
			if !slices.Equal(got, want) {
				t.Errorf("without what went\n%s\nwith it\n%s", missing(got, want), missing(want, got))
			}
		})
	}
}
