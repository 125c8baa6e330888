package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// erasedReason counts, among the receipts of Batch.Counts, events that were accepted and erased
// later.
const erasedReason = "forgotten"

// estate is what a household holds, as far as it matters to one of its people who is erased.
type estate struct {
	site   int64
	label  int64
	crowd  bool
	nodes  map[journey.Identifier]int64
	stored []storedHit
	hits   []journey.Hit // of stored
	goes   []bool        // of stored
	broken []int64       // events that can't be read
}

// readEstate reads a household. Of a crowd, which may be all of a site, only those events are kept
// in memory that wanted asks for.
func readEstate(words lexicon, site, label int64, wanted func(*journey.Hit) bool) (*estate, error) {
	e := &estate{site: site, label: label, nodes: map[journey.Identifier]int64{}}
	visitors := 0
	err := eachRow(words.ctx, words.in, `/* readEstate */ SELECT id, kind, key FROM node WHERE household = ?`, []any{label}, func(row []driver.Value) error {
		id, _ := row[0].(int64)
		kind, _ := row[1].(int64)
		key, _ := row[2].(string)
		e.nodes[journey.Identifier{Kind: journey.IdentifierKind(kind), Key: key}] = id
		if journey.IdentifierKind(kind) == journey.Visitor {
			visitors++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	e.crowd = visitors > mostVisitors
	return e, e.each(words, func(s storedHit, h *journey.Hit) error {
		switch {
		case h == nil:
			e.broken = append(e.broken, s.seq)
		case !e.crowd || wanted(h):
			e.stored, e.hits = append(e.stored, s), append(e.hits, *h)
		}
		return nil
	})
}

// each shows the events of a household; of one that can't be read there is no hit.
func (e *estate) each(words lexicon, do func(storedHit, *journey.Hit) error) error {
	var unread []storedHit // with words that another process has learned, which can't be asked for meanwhile
	err := eachRow(words.ctx, words.in, `/* estate */ SELECT e.seq, e.id, e.time, e.payload, e.seal FROM node AS n CROSS JOIN event AS e
		ON e.home = n.id WHERE n.household = ?`, []any{e.label}, func(row []driver.Value) error {
		s, err := storedHitOf(row)
		if err != nil {
			return err
		}
		h, err := decodeHit(s, lexicon{words: words.words})
		if err != nil {
			unread = append(unread, s)
			return nil
		}
		return do(s, &h)
	})
	for _, s := range unread {
		if err != nil {
			return err
		}
		if h, broken := decodeHit(s, words); broken != nil {
			err = do(s, nil)
		} else {
			err = do(s, &h)
		}
	}
	return err
}

// joins tells whether a crowd's hit can belong to somebody without naming them.
func joins(h *journey.Hit) bool {
	for _, id := range journey.Identifiers(h) {
		switch id.Kind {
		case journey.Transaction, journey.MessageID, journey.Response, journey.AttemptID:
			return true
		}
	}
	return false
}

// choose decides which events go: see journey.Belongings. Of others than customers who are on the
// list, of whom an older copy of the data does not know yet whose they are, those go that name them.
func (e *estate) choose(settings journey.Settings, marks map[mark]pending, m marker) {
	e.goes = make([]bool, len(e.hits))
	for id := range e.nodes {
		p, ok := marks[m.of(e.site, id)]
		if !ok {
			continue
		}
		var theirs []bool
		if id.Kind == journey.Customer {
			if safely(func() { theirs = journey.Belongings(e.hits, settings, id.Key, e.crowd) }) != nil {
				theirs = journey.Belongings(e.hits, settings, id.Key, true) // which folds nothing
			}
		} else {
			theirs = make([]bool, len(e.hits))
			for i := range e.hits {
				theirs[i] = slices.Contains(journey.Identifiers(&e.hits[i]), id)
			}
		}
		for i, its := range theirs {
			e.goes[i] = e.goes[i] || its && e.stored[i].seq <= p.until
		}
	}
}

// forgetHousehold lets go of what belongs to somebody on the list.
func (db *DB) forgetHousehold(ctx context.Context, l listed, marks map[mark]pending) error {
	tx := db.direct
	of, err := siteByID(ctx, tx, l.name.site)
	if err != nil {
		return err
	}
	m := db.erased.marker
	words := lexicon{db.words, ctx, tx}
	e, err := readEstate(words, l.name.site, l.household, func(h *journey.Hit) bool {
		return joins(h) || slices.ContainsFunc(journey.Identifiers(h), func(id journey.Identifier) bool {
			_, ok := marks[m.of(l.name.site, id)]
			return ok
		})
	})
	if err != nil {
		return err
	}
	e.choose(of.Settings, marks, m)
	forgotten := e.forgotten()
	if err := e.spare(words, forgotten); err != nil {
		return err
	}
	if err := e.drop(ctx, tx, db.words, db.config.Now()); err != nil {
		return err
	}
	if of.SealedBefore != 0 {
		if err := e.forgetSealed(ctx, tx, forgotten, l.name.Identifier); err != nil {
			return fmt.Errorf("forget sealed facts: %w", err)
		}
	}
	at := max(marks[m.of(l.name.site, l.name.Identifier)].at, min(e.latest()+1, db.config.Now().Add(aheadOfClock).UnixMilli()))
	for id, node := range forgotten {
		if err := change(ctx, tx, `/* forgetHousehold */ DELETE FROM node WHERE id = ?`, node); err != nil {
			return err
		}
		if id.Kind == journey.Lone {
			continue
		}
		one := m.of(l.name.site, id)
		err := change(ctx, tx, `/* forgetHousehold */ INSERT INTO erased (mark, at, until) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`, one[:], at, l.until)
		if err != nil {
			return err
		}
		db.erased.add(one, at)
	}
	return e.rejoin(db, tx)
}

// forgotten are the identifiers that go: those that no event has any more, with their nodes. What
// has no event even before, since its events are let go of, is kept where anybody is left.
func (e *estate) forgotten() map[journey.Identifier]int64 {
	gone := map[journey.Identifier]int64{}
	if !e.crowd && !slices.Contains(e.goes, false) {
		for id, node := range e.nodes {
			gone[id] = node
		}
		for _, seq := range e.broken {
			e.stored, e.goes = append(e.stored, storedHit{seq: seq}), append(e.goes, true)
			e.hits = append(e.hits, journey.Hit{})
		}
		e.broken = nil
		return gone
	}
	for i := range e.hits {
		if e.goes[i] {
			for _, id := range journey.Identifiers(&e.hits[i]) {
				gone[id] = e.nodes[id]
			}
		}
	}
	for i := range e.hits {
		if !e.goes[i] {
			for _, id := range journey.Identifiers(&e.hits[i]) {
				delete(gone, id)
			}
		}
	}
	return gone
}

// spare takes back identifiers that others of a crowd have as well.
func (e *estate) spare(words lexicon, gone map[journey.Identifier]int64) error {
	if !e.crowd {
		return nil
	}
	goes := map[int64]bool{}
	for i, s := range e.stored {
		goes[s.seq] = e.goes[i]
	}
	return e.each(words, func(s storedHit, h *journey.Hit) error {
		if h != nil && !goes[s.seq] {
			for _, id := range journey.Identifiers(h) {
				delete(gone, id)
			}
		}
		return nil
	})
}

// latest is the time of the latest event that goes.
func (e *estate) latest() (at int64) {
	for i := range e.hits {
		if e.goes[i] {
			at = max(at, e.hits[i].Time)
		}
	}
	return at
}

// drop deletes the events that go.
func (e *estate) drop(ctx context.Context, tx source, words *words, now time.Time) error {
	var seqs []int64
	used := map[uint64]struct{}{}
	for i, s := range e.stored {
		if e.goes[i] {
			seqs = append(seqs, s.seq)
			words.numbers(textsOf(&e.hits[i]), used)
		}
	}
	if err := fade(ctx, tx, used); err != nil {
		return err
	}
	if err := dropEvents(ctx, tx, seqs); err != nil {
		return err
	}
	return countForgotten(tx, e.site, len(seqs), now)
}

// countForgotten writes down how many events of a site went, so that nobody takes them for lost.
func countForgotten(tx source, site int64, n int, now time.Time) error {
	if n == 0 {
		return nil
	}
	key := receipt{site: site, quarter: floorDiv(now.UnixMilli(), quarterMS) * quarterMS, what: countOther, name: erasedReason}
	return tally{key: int64(n)}.write(tx)
}

// forgetSealed removes facts that are no longer folded. Those of whom only a part goes are found by
// their visits and persons.
func (e *estate) forgetSealed(ctx context.Context, tx source, gone map[journey.Identifier]int64, who journey.Identifier) error {
	var transactions []string
	for i := range e.hits {
		if id := e.hits[i].Event.Params.Text("transaction_id"); e.goes[i] && id != "" && e.hits[i].Event.Name == event.NamePurchase {
			transactions = append(transactions, id)
		}
	}
	var units, people []int64
	for id, node := range e.nodes {
		units = append(units, -node)
		if _, ok := gone[id]; ok || id == who {
			people = append(people, node)
		}
	}
	do := func(query string, args ...any) (err error) {
		return change(ctx, tx, "/* forgetSealed */ "+query, args...)
	}
	err := do(`DELETE FROM sealed_order WHERE site = ? AND "transaction" IN (SELECT value FROM json_each(?))`, e.site, toJSON(append([]string{}, transactions...)))
	if err != nil {
		return err
	}
	// What joined identifiers may be no longer kept, so that what is settled of them was folded
	// from groups that are apart by now.
	elsewhere, err := settledElsewhere(ctx, tx, units, people)
	if err != nil {
		return err
	}
	if whole := len(gone) == len(e.nodes); whole {
		for _, table := range factTables {
			err = errors.Join(err, do("DELETE FROM "+table+" WHERE unit IN (SELECT value FROM json_each(?))", jsonList(units)))
		}
	} else {
		elsewhere = append(elsewhere, units...)
	}
	if err == nil && len(elsewhere) > 0 {
		err = e.forgetSealedPart(ctx, tx, elsewhere, people, do)
	}
	if err != nil {
		return err
	}
	return changeEverything(ctx, tx)
}

// settledElsewhere are the units, other than some, of settled facts that name people.
func settledElsewhere(ctx context.Context, tx source, units, people []int64) ([]int64, error) {
	return column64(ctx, tx, `/* settledElsewhere */ WITH who (id) AS MATERIALIZED (SELECT value FROM json_each(?1))
		SELECT unit FROM (
			SELECT f.unit FROM who CROSS JOIN session AS f ON f.visitor = who.id WHERE f.unit < 0
			UNION SELECT f.unit FROM who CROSS JOIN session AS f ON f.person = who.id WHERE f.unit < 0
			UNION SELECT f.unit FROM who CROSS JOIN cart AS f ON f.person = who.id WHERE f.unit < 0
			UNION SELECT f.unit FROM who CROSS JOIN answer AS f ON f.person = who.id WHERE f.unit < 0
			UNION SELECT f.unit FROM who CROSS JOIN message AS f ON f.person = who.id WHERE f.unit < 0)
		WHERE unit NOT IN (SELECT value FROM json_each(?2))`, jsonList(people), jsonList(units))
}

func (e *estate) forgetSealedPart(ctx context.Context, tx source, units, people []int64, do func(string, ...any) error) error {
	visits, err := column64(ctx, tx, `/* forgetSealed */ SELECT id FROM session WHERE unit IN (SELECT value FROM json_each(?1))
		AND (person IN (SELECT value FROM json_each(?2)) OR visitor IN (SELECT value FROM json_each(?2)))`, jsonList(units), jsonList(people))
	if err != nil {
		return err
	}
	carts, err := column64(ctx, tx, `/* forgetSealed */ SELECT id FROM cart WHERE unit IN (SELECT value FROM json_each(?1))
		AND (person IN (SELECT value FROM json_each(?2)) OR session IN (SELECT value FROM json_each(?3)))`, jsonList(units), jsonList(people), jsonList(visits))
	if err != nil {
		return err
	}
	for _, f := range settledFacts {
		condition := ""
		switch f.table {
		case "session":
			condition = "id IN (SELECT value FROM json_each(?2)) AND ?3 <> '' AND ?4 <> ''"
		case "cart":
			condition = "id IN (SELECT value FROM json_each(?4)) AND ?2 <> '' AND ?3 <> ''"
		case "answer":
			condition = "(session IN (SELECT value FROM json_each(?2)) OR person IN (SELECT value FROM json_each(?3))) AND ?4 <> ''"
		case "message":
			condition = "person IN (SELECT value FROM json_each(?3)) AND ?2 <> '' AND ?4 <> ''"
		case "cart_item", "checkout":
			condition = "(session IN (SELECT value FROM json_each(?2)) OR cart IN (SELECT value FROM json_each(?4))) AND ?3 <> ''"
		default:
			condition = "session IN (SELECT value FROM json_each(?2)) AND ?3 <> '' AND ?4 <> ''"
		}
		err := do("DELETE FROM "+f.table+" WHERE unit IN (SELECT value FROM json_each(?1)) AND "+condition, jsonList(units), jsonList(visits), jsonList(people), jsonList(carts))
		if err != nil {
			return err
		}
	}
	return do(`DELETE FROM category WHERE unit IN (SELECT value FROM json_each(?)) AND cart IN (SELECT value FROM json_each(?))`, jsonList(units), jsonList(carts))
}

// rejoin finds out anew which of those who are left belong together, and has them folded. A crowd
// stays one until a rebuild, since it may be all of a site.
func (e *estate) rejoin(db *DB, tx *direct) error {
	db.nodes.forget()
	joiner, err := db.nodes.joiner(tx)
	if err != nil {
		return err
	}
	joiner.touched[e.label] = struct{}{}
	if !e.crowd {
		if _, err := tx.Exec(`/* rejoin */ UPDATE node SET basket = id, household = id WHERE household = ?`, e.label); err != nil {
			return err
		}
		for i := range e.hits {
			if e.goes[i] {
				continue
			}
			if _, err := joiner.join(e.site, journey.Identifiers(&e.hits[i])); err != nil {
				return err
			}
		}
	}
	_, err = joiner.markDirty()
	return err
}
