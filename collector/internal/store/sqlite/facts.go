package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// factTables are the tables that hold facts, all with a column unit. The list only ever grows
// at its end: the numbers of its tables are stored, in folded.
var factTables = []string{
	"session", "cart", "checkout", "placed", "referral", "code", "answer", "message", "friction", "tally",
	"hindrance", "verdict", "contact", "attempt", "meeting", "spend",
	"handling", "order_item", "cart_item", "category", "passage",
}

// factSet is a set of factTables, a bit for each by its number.
type factSet int64

// allFacts is the set of all tables, also of those that are yet to come.
const allFacts factSet = -1

// factBits are the sets of one table.
var factBits = func() map[string]factSet {
	bits := map[string]factSet{}
	for i, table := range factTables {
		bits[table] = 1 << i
	}
	return bits
}()

// factWriter puts the facts of a household into sheets.
type factWriter struct {
	*sheets
	site   int64
	unit   int64
	people map[journey.Person]int64 // nodes
	next   func(table string) int64 // ids of the tables that others refer to
	wrote  factSet
	err    error
}

// write stores the facts of one fold.
func (w *factWriter) write(f *journey.Facts) error {
	sessions := w.each("session", len(f.Sessions), func(i int) []any {
		s := &f.Sessions[i]
		return []any{
			w.people[journey.Person{ID: s.Visitor}], s.Hashed, w.person(s.Person), s.First, s.Start,
			s.Channel, s.Source, s.Medium, s.Campaign, s.Landing, s.Device, s.Browser, s.OS, s.Country, s.Surface,
			s.PageViews, s.EngagedMS, s.Engaged, s.Lead, s.ViewItem, s.AddToCart, s.Orders,
			s.Reached, s.Closed, s.Stages, s.Troubled, s.PastOrders,
		}
	})
	carts := w.each("cart", len(f.Carts), func(i int) []any {
		c := &f.Carts[i]
		return []any{
			sessions.of(c.Session), w.person(c.Person), c.Opened, c.WindowEnd, c.Ordered, c.Emptied, c.Recovered,
			c.Surface, c.Touchpoint, c.Reached, c.Closed,
		}
	})
	checkouts := w.each("checkout", len(f.Checkouts), func(i int) []any {
		c := &f.Checkouts[i]
		return []any{
			sessions.of(c.Session), carts.of(c.Cart), c.Begun, c.WindowEnd, c.Completed, c.FrictionAt,
			c.Surface, c.PaymentType,
		}
	})
	orders := w.each("placed", len(f.Orders), func(i int) []any {
		o := &f.Orders[i]
		return []any{
			sessions.of(o.Session), carts.of(o.Cart), o.Transaction, o.Time, o.Source, o.EventID,
			w.person(o.Person), o.Person.Customer, o.Surface, o.Currency, o.Value, o.Refunded, o.Refunds, o.Coupon,
			o.ByBrowser, o.ByServer, o.Reused, o.PaymentType,
		}
	})
	for i := range f.Orders {
		codes := f.Orders[i].ReferralCodes
		w.insert("referral", len(codes), func(n int) []any { return []any{w.unit, orders.of(i), codes[n]} })
	}
	w.insert("code", len(f.Codes), func(i int) []any {
		c := &f.Codes[i]
		return []any{w.unit, w.site, c.Code, w.person(c.Person), c.Time, c.Source, c.EventID}
	})
	w.insert("answer", len(f.Answers), func(i int) []any {
		a := &f.Answers[i]
		score := sql.NullInt64{Int64: int64(a.Score), Valid: a.HasScore}
		return []any{
			w.unit, w.site, sessions.of(a.Session), w.person(a.Person), a.Time, a.Survey, a.Kind, a.Touchpoint, score,
			a.Stage, a.HasText, a.Surface,
		}
	})
	w.insert("message", len(f.Messages), func(i int) []any {
		m := &f.Messages[i]
		return []any{
			w.unit, w.site, m.ID, m.Campaign, m.Surface, w.person(m.Person),
			m.Sent, m.Delivered, m.Opened, m.Clicked, m.Bounced,
		}
	})
	w.insert("friction", len(f.Frictions), func(i int) []any {
		r := &f.Frictions[i]
		var start sql.NullInt64
		if r.Session != journey.None {
			start = sql.NullInt64{Int64: f.Sessions[r.Session].Start, Valid: true}
		}
		return []any{
			w.unit, w.site, sessions.of(r.Session), checkouts.of(r.Checkout), r.Name, r.Reason, r.Time, r.CertainAt,
			start, r.Step, r.Closed,
		}
	})
	w.insert("hindrance", len(f.Hindrances), func(i int) []any {
		h := &f.Hindrances[i]
		c := &f.Checkouts[h.Checkout]
		return []any{
			w.unit, w.site, sessions.of(c.Session), h.Reason, h.CertainAt,
			c.Begun, c.WindowEnd, c.Completed, c.Value, c.Currency, checkouts.of(h.Checkout), c.Surface,
		}
	})
	w.insert("verdict", len(f.Verdicts), func(i int) []any {
		v := &f.Verdicts[i]
		c := &f.Checkouts[v.Checkout]
		return []any{w.unit, w.site, sessions.of(c.Session), v.Reason, v.Since, v.Until, c.Begun, c.Value, c.Currency, c.Surface}
	})
	w.insert("tally", len(f.Tallies), func(i int) []any {
		t := &f.Tallies[i]
		return []any{w.unit, w.site, sessions.of(t.Session), t.Name, t.Time, t.Count, t.Surface, t.Touchpoint}
	})
	w.insert("contact", len(f.Contacts), func(i int) []any {
		c := &f.Contacts[i]
		return []any{w.unit, w.site, sessions.of(c.Session), c.Touchpoint, c.Name, c.Stage, c.Surface, c.Time, c.Count}
	})
	w.insert("attempt", len(f.Attempts), func(i int) []any {
		a := &f.Attempts[i]
		return []any{w.unit, w.site, sessions.of(a.Session), a.Failed, a.Time, a.Surface, a.PaymentType}
	})
	w.insert("meeting", len(f.Meetings), func(i int) []any {
		m := &f.Meetings[i]
		o := &f.Orders[m.Order]
		return []any{w.unit, w.site, sessions.of(o.Session), m.Touchpoint, o.Time, o.Surface, o.Value, o.Currency}
	})
	w.writeGoods(f, sessions, carts, orders)
	w.writePassages(f, sessions)
	w.insert("spend", len(f.Spends), func(i int) []any {
		s := &f.Spends[i]
		return []any{
			w.unit, w.site, sessions.of(s.Session), s.Channel, s.Source, s.Medium, s.Campaign, s.Surface, s.Currency,
			s.Time, s.Impressions, s.Clicks, s.Cost,
		}
	})
	return w.err
}

// rowIDs are the ids that the facts of one slice were given.
type rowIDs []int64

// of is the id of the fact that a reference means, NULL for none.
func (ids rowIDs) of(reference int) sql.NullInt64 {
	if reference == journey.None {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: ids[reference], Valid: true}
}

// each inserts rows that others refer to.
func (w *factWriter) each(table string, n int, row func(i int) []any) rowIDs {
	ids := make(rowIDs, n)
	w.insert(table, n, func(i int) []any {
		ids[i] = w.next(table)
		return append([]any{ids[i], w.unit, w.site}, row(i)...)
	})
	return ids
}

// insert takes n rows. After the first error it does nothing.
func (w *factWriter) insert(table string, n int, row func(i int) []any) {
	if n > 0 {
		w.wrote |= factBits[table]
	}
	for i := 0; i < n && w.err == nil; i++ {
		w.err = w.add(table, row(i))
	}
}

// person is the node of a person, NULL for nobody.
func (w *factWriter) person(p journey.Person) sql.NullInt64 {
	id, ok := w.people[p]
	return sql.NullInt64{Int64: id, Valid: ok && p.ID != ""}
}

// removeFacts deletes what was folded from a household, which is in some of the tables.
func removeFacts(ctx context.Context, tx source, household int64, some factSet) error {
	for i, table := range factTables {
		if some&(1<<i) == 0 {
			continue
		}
		if err := change(ctx, tx, "/* removeFacts */ DELETE FROM "+table+" WHERE unit = ?", household); err != nil {
			return fmt.Errorf("remove facts: %w", err)
		}
	}
	return nil
}
