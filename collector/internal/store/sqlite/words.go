package sqlite

import (
	"context"
	"hash/maphash"
	"strings"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	// shortestWord and longestWord bound, in bytes, what is worth a number and what may be
	// kept in memory for ever.
	shortestWord = 3
	longestWord  = 256
	// mostWords and wordBytes bound all words, so that invented texts fill neither file nor
	// memory. What finds no room is stored as it is.
	mostWords = 1 << 16
	wordBytes = 4 << 20
	// wordSightings is how often a text is met, each time with another visitor than the time
	// before, until it becomes a word: what is one person's own never does, so it goes when
	// that person's events go.
	wordSightings = 4
	// sightedTexts is how many texts are watched for that; one takes some 100 bytes.
	sightedTexts = 10_000
	// wordsAtOnce bounds what one transaction learns.
	wordsAtOnce = 64
)

// words are texts that events have in common, which are stored once. Payloads name only words
// that are on disk. It is safe for concurrent use.
type words struct {
	seed maphash.Seed

	mu      sync.RWMutex
	ids     map[string]uint64
	texts   map[uint64]string
	bytes   int
	sighted *simplelru.LRU[uint64, sighting] // by hash of the text
	wanted  map[string]struct{}              // to be learned

	generation int // counts how often words have faded: what was encoded before must be so again
}

// sighting tells where a text has been met.
type sighting struct {
	times int
	with  uint64 // hash of the visitor it was last met with
}

// word is a text with its number.
type word struct {
	id   uint64
	text string
}

func newWords() *words {
	w := &words{seed: maphash.MakeSeed(), ids: map[string]uint64{}, texts: map[uint64]string{}, wanted: map[string]struct{}{}}
	w.sighted, _ = simplelru.NewLRU[uint64, sighting](sightedTexts, nil) // fails only for sizes below 1
	return w
}

// id is the number of a text. Of one that has none it is noted that it was met with somebody.
func (w *words) id(text, with string) (id uint64, ok bool) {
	if len(text) < shortestWord || len(text) > longestWord {
		return 0, false
	}
	w.mu.RLock()
	id, ok = w.ids[text]
	w.mu.RUnlock()
	if !ok {
		w.sight(text, maphash.String(w.seed, with))
	}
	return id, ok
}

func (w *words) sight(text string, with uint64) {
	key := maphash.String(w.seed, text)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.ids) >= mostWords || w.bytes >= wordBytes {
		return
	}
	s, known := w.sighted.Get(key)
	if known && s.with == with {
		return
	}
	s.times, s.with = s.times+1, with
	w.sighted.Add(key, s)
	if s.times >= wordSightings && len(w.wanted) < wordsAtOnce {
		w.wanted[strings.Clone(text)] = struct{}{}
	}
}

// text is the word with a number.
func (w *words) text(id uint64) (text string, ok bool) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	text, ok = w.texts[id]
	return text, ok
}

// learn stores what is wanted. The words may be used once they are published, which is to
// be done after the transaction's commit.
func (w *words) learn(ctx context.Context, tx source) ([]word, error) {
	w.mu.Lock()
	wanted := w.wanted
	if len(wanted) > 0 {
		w.wanted = map[string]struct{}{}
	}
	w.mu.Unlock()
	var learned []word
	for text := range wanted {
		one := word{text: text}
		err := tx.QueryRowContext(ctx, `/* learn */ INSERT INTO word (text) VALUES (?)
			ON CONFLICT DO UPDATE SET text = excluded.text RETURNING id`, text).Scan(&one.id)
		if err != nil {
			return nil, err
		}
		learned = append(learned, one)
	}
	return learned, nil
}

// publish lets words be used that are on disk.
func (w *words) publish(learned []word) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, one := range learned {
		if _, known := w.ids[one.text]; !known {
			w.bytes += len(one.text)
		}
		w.ids[one.text], w.texts[one.id] = one.id, one.text
	}
}

// age is the generation of what is encoded from now on.
func (w *words) age() int {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.generation
}

// numbers adds the numbers of those of some texts that are words.
func (w *words) numbers(texts []string, to map[uint64]struct{}) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, text := range texts {
		if id, ok := w.ids[text]; ok {
			to[id] = struct{}{}
		}
	}
}

// reload forgets all words and reads those that are on disk: some have faded.
func (w *words) reload(ctx context.Context, in querier) error {
	w.mu.Lock()
	w.ids, w.texts, w.bytes, w.wanted = map[string]uint64{}, map[uint64]string{}, 0, map[string]struct{}{}
	w.generation++
	w.mu.Unlock()
	return w.load(ctx, in)
}

// load reads the words that are on disk.
func (w *words) load(ctx context.Context, in querier) error {
	rows, err := in.QueryContext(ctx, `/* load */ SELECT id, text FROM word`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var found []word
	for rows.Next() {
		var one word
		if err := rows.Scan(&one.id, &one.text); err != nil {
			return err
		}
		found = append(found, one)
	}
	w.publish(found)
	return rows.Err()
}

// lexicon finds words, also those that another process has learned: these by reading in, what
// the events are read in that name them.
type lexicon struct {
	*words
	ctx context.Context
	in  source
}

// find returns the word with a number. It is false where there is none.
func (l lexicon) find(id uint64) (string, bool) {
	if text, ok := l.text(id); ok || l.in == nil {
		return text, ok
	}
	one := word{id: id}
	if l.in.QueryRowContext(l.ctx, `/* find */ SELECT text FROM word WHERE id = ?`, int64(id)).Scan(&one.text) != nil {
		return "", false
	}
	l.publish([]word{one})
	return one.text, true
}
