package sqlite

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"github.com/safar-cx/safar/collector/internal/store/sqlite/pages"
)

// remade are the tables that a rebuild fills, beside those of facts.
var remade = []string{"node", "dirty", "due", "turn", "changed", "shape", "part", "rebuild", "poison", "folded", "erasing"}

// lasting are the tables among these that hold what nothing can make again once raw events
// have gone: sealed facts, and the nodes that they name.
func lasting(name string) bool { return name == "node" || slices.Contains(factTables, name) }

// sealed tells whether there may be sealed facts. Before they had been thought of there are
// none.
func (s *salvage) sealed() bool {
	var some bool
	err := s.source.QueryRowContext(s.ctx, `/* sealed */ SELECT EXISTS (SELECT 1 FROM site WHERE sealed IS NOT NULL)`).Scan(&some)
	return some || unreadable(err)
}

// keepSealed leaves of the lasting tables what a rebuild starts from.
func (s *salvage) keepSealed() error {
	for _, table := range factTables {
		if _, err := s.target.ExecContext(s.ctx, "/* keepSealed */ DELETE FROM "+table+" WHERE unit > 0"); err != nil { //nolint:gosec // a table of a literal list
			return err
		}
	}
	_, err := s.target.ExecContext(s.ctx, `/* keepSealed */ UPDATE node SET basket = id, household = id`)
	return err
}

// copyAll copies every table that can't be made again.
func (s *salvage) copyAll(progress Progress) error {
	tables, err := askAll(s.ctx, s.target, `/* copyAll */ SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`)
	if err != nil {
		return err
	}
	// Events name words, so these come first.
	if at := slices.Index(tables, "word"); at >= 0 {
		tables = append([]string{"word"}, slices.Delete(tables, at, at+1)...)
	}
	sealed := s.sealed()
	for _, name := range tables {
		made := slices.Contains(remade, name) || slices.Contains(factTables, name)
		if made && !(sealed && lasting(name)) {
			continue
		}
		progress("reading "+name, 0)
		t, err := s.table(name)
		if err != nil {
			return err
		}
		if err := s.copyTable(t); err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
		if name == "word" {
			if err := s.words.load(s.ctx, s.target); err != nil {
				return err
			}
		}
	}
	if sealed {
		if err := s.keepSealed(); err != nil {
			return err
		}
	}
	if slices.Contains(tables, "erased") {
		_, err := s.target.ExecContext(s.ctx, `/* copyAll */ UPDATE erasing SET phase = ? WHERE EXISTS (SELECT 1 FROM erased WHERE until IS NOT NULL)`, forgetHouseholds)
		if err != nil {
			return err
		}
	}
	return s.copySequences()
}

// copySequences keeps numbers from being given out twice. Where they can't be read the
// largest number that is there counts, as it does for a table without rows.
func (s *salvage) copySequences() error {
	rows, err := s.source.QueryContext(s.ctx, `/* copySequences */ SELECT name, seq FROM sqlite_sequence`)
	if unreadable(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var seq int64
		if err := rows.Scan(&name, &seq); err != nil {
			return err
		}
		_, err := s.target.ExecContext(s.ctx, `/* copySequences */ UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1 AND seq < ?2`, name, seq)
		if err != nil {
			return err
		}
	}
	if err := rows.Err(); !unreadable(err) {
		return err
	}
	return nil
}

// wreckTable is one that is copied.
type wreckTable struct {
	name    string
	columns []string
	// order is what its rows are in order of: the rowid, or the primary key where there is none.
	order []string
	rowid bool
}

func (s *salvage) table(name string) (wreckTable, error) {
	t := wreckTable{name: name}
	rows, err := s.target.QueryContext(s.ctx, `/* salvage.table */ SELECT i.name, i.pk, l.wr FROM pragma_table_info(?1) AS i, pragma_table_list AS l
		WHERE l.name = ?1 AND l.schema = 'main' ORDER BY i.cid`, name)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	for rows.Next() {
		var column string
		var key int
		var without bool
		if err := rows.Scan(&column, &key, &without); err != nil {
			return t, err
		}
		t.columns = append(t.columns, column)
		t.rowid = !without
		if key > 0 {
			t.order = append(t.order, quoted(column))
		}
	}
	if t.rowid {
		t.order = []string{"rowid"}
	}
	return t, rows.Err()
}

// copyTable reads a table from its beginning and, where that ends at a broken page, from its
// end. For events what lies between is searched on the pages themselves.
func (s *salvage) copyTable(t wreckTable) error {
	broken := false
	for _, direction := range []string{" ASC", " DESC"} {
		err := s.copyRows(t, direction)
		if err == nil {
			break
		}
		if !unreadable(err) {
			return err
		}
		broken = true
	}
	switch {
	case !broken:
		return nil
	case t.name == "event":
		return s.copyPages(t)
	case t.name == "word":
		// Each stands in the index as well, on another page.
		for _, direction := range []string{"ASC", "DESC"} {
			if err := s.copyWords(t, direction); err != nil && !unreadable(err) {
				return err
			}
		}
	}
	s.holes = append(s.holes, t.name)
	return nil
}

// copyWords copies words from their index until one can't be read.
func (s *salvage) copyWords(t wreckTable, direction string) error {
	rows, err := s.source.QueryContext(s.ctx, `/* copyWords */ SELECT id, text FROM word INDEXED BY sqlite_autoindex_word_1 ORDER BY text `+direction) //nolint:gosec // ASC or DESC, by our own callers
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var one word
		if err := rows.Scan(&one.id, &one.text); err != nil {
			return err
		}
		if err := s.insert(t, []string{"id", "text"}, []any{int64(one.id), one.text}); err != nil {
			return err
		}
	}
	return rows.Err()
}

// errDisorder says that rows do not come in the order of the table: a broken page leads to
// another part of it.
var errDisorder = errors.New("rows are not in order")

// unreadable tells that a part of the file can't be read, be it the disk's fault or that of
// what stands there.
func unreadable(err error) bool {
	var e sqlite3.Error
	return damaged(err) || errors.Is(err, errDisorder) || errors.As(err, &e) && e.Code == sqlite3.ErrIoErr
}

// copyRows copies rows in order until one can't be read.
func (s *salvage) copyRows(t wreckTable, direction string) error {
	first := "0"
	if t.rowid {
		first = "rowid"
	}
	rows, err := s.source.QueryContext(s.ctx, fmt.Sprintf("/* copyRows */ SELECT %s, %s FROM %s ORDER BY %s%s",
		first, list(t.columns), quoted(t.name), strings.Join(t.order, direction+", "), direction))
	if err != nil {
		return err
	}
	defer rows.Close()
	var last int64
	values := make([]any, len(t.columns))
	into := []any{new(int64)}
	for i := range values {
		into = append(into, &values[i])
	}
	for n := 0; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		id := *into[0].(*int64)
		if t.rowid && n > 0 && (id > last) != (direction == " ASC") {
			return errDisorder
		}
		last = id
		if err := s.insert(t, t.columns, values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// insert adds a row unless it is there. What can't be one is left out.
func (s *salvage) insert(t wreckTable, columns []string, values []any) error {
	if t.name == "event" && !soundEvent(columns, values, lexicon{words: s.words}) {
		return nil
	}
	_, err := s.target.ExecContext(s.ctx, fmt.Sprintf("/* salvage.insert */ INSERT OR IGNORE INTO %s (%s) VALUES (?%s)",
		quoted(t.name), list(columns), strings.Repeat(", ?", len(columns)-1)), values...)
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrConstraint {
		return nil
	}
	return err
}

// copyPages looks for events on every page, since the pages that would lead to them may be
// broken.
func (s *salvage) copyPages(t wreckTable) error {
	in, err := os.Open(s.wreck)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	file, err := pages.Open(in, info.Size())
	if err != nil {
		return err
	}
	for n := int64(1); n <= file.Count(); n++ {
		rows, err := file.Rows(n)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if len(row.Values) == 0 || len(row.Values) > len(t.columns) || row.Values[0] != nil {
				continue
			}
			row.Values[0] = row.ID
			// A row from before a column was added has no value for it.
			if err := s.insert(t, t.columns[:len(row.Values)], row.Values); err != nil {
				return err
			}
		}
	}
	return nil
}

// soundEvent tells an event from what a broken page makes of one, or from a row of another
// table, by what it says twice. It takes the node from it, which is of no use elsewhere.
func soundEvent(columns []string, values []any, words lexicon) bool {
	at := func(name string) any {
		if i := slices.Index(columns, name); i >= 0 {
			return values[i]
		}
		return nil
	}
	var stored eventID
	payload, isBlob := at("payload").([]byte)
	time, isNumber := at("time").(int64)
	if stored.Scan(at("id")) != nil || !isBlob || !isNumber {
		return false
	}
	id, sent := string(stored), time
	if apart := at("sent"); apart != nil {
		sent, isNumber = apart.(int64)
	}
	if !isNumber || at("hash") != idHash(id) {
		return false
	}
	hit, err := decodeHit(storedHit{id: id, time: time, payload: payload}, words)
	if err != nil || hit.Event.ID != id || hit.Time != time || !hit.Event.Time.IsZero() && hit.Event.Time.UnixMilli() != sent {
		return false
	}
	values[slices.Index(columns, "home")] = nil
	return true
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func list(columns []string) string {
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = quoted(column)
	}
	return strings.Join(names, ", ")
}
