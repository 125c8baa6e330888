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

// histories is how many are tried: 300, 10,000 in the soak, or SAFAR_HISTORIES.
func histories(t *testing.T) uint64 {
	text := os.Getenv("SAFAR_HISTORIES")
	switch {
	case text == "" && os.Getenv("SAFAR_SOAK") != "":
		return 10_000
	case text == "":
		return 300
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
