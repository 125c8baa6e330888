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
	"handling", "order_item", "cart_item", "category", "passage", "refusal", "stumble",
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
	unit   rowID
	people map[journey.Person]int64 // nodes
	next   func(table string) int64 // ids of the tables that others refer to
	wrote  factSet
	digest *digest
	err    error
}

// write stores the facts of one fold.
func (w *factWriter) write(f *journey.Facts) error {
	sessions := w.each("session", len(f.Sessions), func(i int) (int64, []any) {
		s := &f.Sessions[i]
		return s.Start, []any{
			w.people[journey.Person{ID: s.Visitor}], s.Hashed, w.person(s.Person), s.First, s.Start,
			s.Channel, s.Source, s.Medium, s.Campaign, s.Landing, s.Device, s.Browser, s.OS, s.Country, s.Surface,
			s.PageViews, s.EngagedMS, s.Engaged, s.Lead, s.ViewItem, s.AddToCart, s.Orders,
			s.Reached, s.Closed, s.Stages, s.Troubled, s.PastOrders,
		}
	})
	carts := w.each("cart", len(f.Carts), func(i int) (int64, []any) {
		c := &f.Carts[i]
		return c.Opened, []any{
			sessions.of(c.Session), w.person(c.Person), c.Opened, c.WindowEnd, c.Ordered, c.Emptied, c.Recovered,
			c.Surface, c.Touchpoint, c.Reached, c.Closed,
		}
	})
	checkouts := w.each("checkout", len(f.Checkouts), func(i int) (int64, []any) {
		c := &f.Checkouts[i]
		return c.Begun, []any{
			sessions.of(c.Session), carts.of(c.Cart), c.Begun, c.WindowEnd, c.Completed, c.FrictionAt,
			c.Surface, c.PaymentType,
		}
	})
	whence := w.whence(f, sessions, carts)
	orders := w.each("placed", len(f.Orders), func(i int) (int64, []any) {
		o := &f.Orders[i]
		return o.Time, []any{
			whence[i].session, whence[i].cart, o.Transaction, o.Time, o.Source, o.EventID,
			w.person(o.Person), o.Person.Customer, o.Surface, o.Currency, o.Value, o.Refunded, o.Refunds, o.Coupon,
			o.ByBrowser, o.ByServer, o.Reused, o.PaymentType,
		}
	})
	for i := range f.Orders {
		codes := f.Orders[i].ReferralCodes
		w.insert("referral", len(codes), func(n int) (int64, []any) {
			return f.Orders[i].Time, []any{w.unit, orders.of(i), codes[n]}
		})
	}
	w.insert("code", len(f.Codes), func(i int) (int64, []any) {
		c := &f.Codes[i]
		return c.Time, []any{w.unit, w.site, c.Code, w.person(c.Person), c.Time, c.Source, c.EventID}
	})
	w.insert("answer", len(f.Answers), func(i int) (int64, []any) {
		a := &f.Answers[i]
		score := sql.NullInt64{Int64: int64(a.Score), Valid: a.HasScore}
		return a.Time, []any{
			w.unit, w.site, sessions.of(a.Session), w.person(a.Person), a.Time, a.Survey, a.Kind, a.Touchpoint, score,
			a.Stage, a.HasText, a.Surface,
		}
	})
	for i := range f.Messages {
		m := &f.Messages[i]
		// Which of both it is counted at hangs on its campaign.
		hash := w.put("message", min(m.Sent, m.Delivered), []any{
			w.unit, w.site, m.ID, m.Campaign, m.Surface, w.person(m.Person),
			m.Sent, m.Delivered, m.Opened, m.Clicked, m.Bounced,
		})
		w.digest.also([]int64{max(m.Sent, m.Delivered)}, hash)
	}
	w.insert("friction", len(f.Frictions), func(i int) (int64, []any) {
		r := &f.Frictions[i]
		var start sql.NullInt64
		at := r.Time
		if r.Session != journey.None {
			at = f.Sessions[r.Session].Start
			start = sql.NullInt64{Int64: at, Valid: true}
		}
		return at, []any{
			w.unit, w.site, sessions.of(r.Session), checkouts.of(r.Checkout), r.Name, r.Reason, r.Time, r.CertainAt,
			start, r.Step, r.Closed,
		}
	})
	w.insert("hindrance", len(f.Hindrances), func(i int) (int64, []any) {
		h := &f.Hindrances[i]
		c := &f.Checkouts[h.Checkout]
		return c.Begun, []any{
			w.unit, w.site, sessions.of(c.Session), h.Reason, h.CertainAt,
			c.Begun, c.WindowEnd, c.Completed, c.Value, c.Currency, checkouts.of(h.Checkout), c.Surface,
		}
	})
	w.writeRefusals(f, sessions)
	w.insert("verdict", len(f.Verdicts), func(i int) (int64, []any) {
		v := &f.Verdicts[i]
		c := &f.Checkouts[v.Checkout]
		return c.Begun, []any{w.unit, w.site, sessions.of(c.Session), v.Reason, v.Since, v.Until, c.Begun, c.Value, c.Currency, c.Surface}
	})
	w.insert("tally", len(f.Tallies), func(i int) (int64, []any) {
		t := &f.Tallies[i]
		return t.Time, []any{w.unit, w.site, sessions.of(t.Session), t.Name, t.Time, t.Count, t.Surface, t.Touchpoint}
	})
	w.insert("contact", len(f.Contacts), func(i int) (int64, []any) {
		c := &f.Contacts[i]
		return c.Time, []any{w.unit, w.site, sessions.of(c.Session), c.Touchpoint, c.Name, c.Stage, c.Surface, c.Time, c.Count}
	})
	w.insert("attempt", len(f.Attempts), func(i int) (int64, []any) {
		a := &f.Attempts[i]
		return a.Time, []any{w.unit, w.site, sessions.of(a.Session), a.Failed, a.Time, a.Surface, a.PaymentType}
	})
	w.insert("meeting", len(f.Meetings), func(i int) (int64, []any) {
		m := &f.Meetings[i]
		o := &f.Orders[m.Order]
		return o.Time, []any{w.unit, w.site, sessions.of(o.Session), m.Touchpoint, o.Time, o.Surface, o.Value, o.Currency}
	})
	w.writeGoods(f, sessions, carts, orders, whence)
	w.writePassages(f, sessions)
	w.insert("spend", len(f.Spends), func(i int) (int64, []any) {
		s := &f.Spends[i]
		return s.Time, []any{
			w.unit, w.site, sessions.of(s.Session), s.Channel, s.Source, s.Medium, s.Campaign, s.Surface, s.Currency,
			s.Time, s.Impressions, s.Clicks, s.Cost,
		}
	})
	return w.err
}

// rowIDs are what is known of the facts of one slice: the ids that they were given, and what
// they say.
type rowIDs struct {
	ids    []int64
	hashes []uint64
}

// reference names another fact of the household, or none.
type reference struct {
	id   sql.NullInt64
	hash uint64 // of what that fact says: its id is another one after each folding
}

// of is a reference by its index.
func (r *rowIDs) of(index int) reference {
	if index == journey.None {
		return reference{}
	}
	return reference{sql.NullInt64{Int64: r.ids[index], Valid: true}, r.hashes[index]}
}

// each inserts rows that others refer to.
func (w *factWriter) each(table string, n int, row func(i int) (at int64, columns []any)) *rowIDs {
	r := &rowIDs{make([]int64, n), make([]uint64, n)}
	for i := range n {
		at, columns := row(i)
		r.ids[i] = w.next(table)
		r.hashes[i] = w.put(table, at, append([]any{rowID(r.ids[i]), w.unit, w.site}, columns...))
	}
	return r
}

// insert takes n rows, each with the instant at which it is counted.
func (w *factWriter) insert(table string, n int, row func(i int) (at int64, columns []any)) {
	for i := range n {
		at, columns := row(i)
		w.put(table, at, columns)
	}
}

// put takes a row and tells the hash of what it says. After the first error it takes none.
func (w *factWriter) put(table string, at int64, row []any) uint64 {
	w.wrote |= factBits[table]
	hash := w.digest.add(table, at, row)
	for i, column := range row {
		switch c := column.(type) {
		case reference:
			row[i] = c.id
		case rowID:
			row[i] = int64(c)
		}
	}
	if w.err == nil {
		w.err = w.add(table, row)
	}
	return hash
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
