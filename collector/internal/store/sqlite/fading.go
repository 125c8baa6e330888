package sqlite

import (
	"context"
	"database/sql"
	"math"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// fadedWord stands, with its number, in the place of a word that only those used who went. The
// number is never given out again, so that nobody who still has it in memory reads another text.
const fadedWord = "erased:"

// textsOf are all texts of a hit that may be words.
func textsOf(h *journey.Hit) []string {
	arrival := h.Arrival
	if arrival == nil {
		arrival = &journey.Arrival{}
	}
	var all []string
	for _, text := range texts(h, arrival) {
		all = append(all, *text)
	}
	return appendTexts(all, map[string]any(h.Event.Params))
}

func appendTexts(all []string, value any) []string {
	switch v := value.(type) {
	case string:
		all = append(all, v)
	case []any:
		for _, item := range v {
			all = appendTexts(all, item)
		}
	case map[string]any:
		for key, item := range v {
			all = appendTexts(append(all, key), item)
		}
	}
	return all
}

// fade writes down words of events that go. A text may have become a word though no event names it.
func fade(ctx context.Context, tx source, words map[uint64]struct{}) error {
	list := make([]int64, 0, len(words))
	for word := range words {
		list = append(list, int64(word))
	}
	return change(ctx, tx, `/* fade */ INSERT INTO fading (word) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, jsonList(list))
}

// forgetWords looks at the next events: words that they use stay.
func (db *DB) forgetWords(tx *sql.Tx) error {
	ctx := context.Background()
	f := &db.forgets
	if f.words == nil {
		fading, err := column64(ctx, tx, `/* forgetWords */ SELECT word FROM fading`)
		if err != nil {
			return err
		}
		f.words = map[uint64]struct{}{}
		for _, word := range fading {
			f.words[uint64(word)] = struct{}{}
		}
	}
	if len(f.words) == 0 {
		return db.endWords(ctx, tx)
	}
	page, err := readPageAfter(tx, f.state.next)
	if err != nil {
		return err
	}
	used := map[uint64]struct{}{}
	for _, e := range page {
		hit, err := decodeHit(e.storedHit, lexicon{db.words, ctx, tx})
		if err != nil {
			continue // it names none that could be read
		}
		db.words.numbers(textsOf(&hit), used)
	}
	var stay []int64
	for word := range used {
		if _, ok := f.words[word]; ok {
			stay = append(stay, int64(word))
			delete(f.words, word)
		}
	}
	if err := change(ctx, tx, `/* forgetWords */ DELETE FROM fading WHERE word IN (SELECT value FROM json_each(?))`, jsonList(stay)); err != nil {
		return err
	}
	if len(page) < rebuildPage {
		return db.endWords(ctx, tx)
	}
	_, err = tx.Exec(`/* forgetWords */ UPDATE erasing SET next = ?`, page[len(page)-1].seq)
	return err
}

// readPageAfter reads a page of the events after one.
func readPageAfter(tx *sql.Tx, after int64) ([]pageEvent, error) {
	page, _, err := readPage(tx, after+1, math.MaxInt64)
	return page, err
}

// endWords lets the words fade that no event uses, and everything that was summed up before. A
// batch that was encoded with one of the words is encoded again before it is written: see
// delivery.renew.
func (db *DB) endWords(ctx context.Context, tx *sql.Tx) error {
	if err := change(ctx, tx, `/* endWords */ UPDATE word SET text = ? || id WHERE id IN (SELECT word FROM fading)`, fadedWord); err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM fading`,
		`UPDATE erased SET until = NULL`,
		`UPDATE erasing SET generation = generation + 1`,
	} {
		if err := change(ctx, tx, "/* endWords */ "+query); err != nil {
			return err
		}
	}
	if err := changeEverything(ctx, tx); err != nil {
		return err
	}
	db.erased.stale = true
	return enter(tx, forgetBytes)
}
