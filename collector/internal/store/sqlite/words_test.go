package sqlite

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

const sharedURL = "https://shop.example/fa/p/a-page-that-many-see"

// seenBy is a visit of the page by each of the visitors from (included) to to (excluded).
func seenBy(site int64, from, to int) store.Batch {
	batch := batchOf(site)
	for i := from; i < to; i++ {
		r := pageView(fmt.Sprint("e", i), fmt.Sprint("visitor-", i))
		r.Hit.Event.Page.URL = sharedURL
		r.Hit.Event.Time = r.Hit.Event.Time.UTC()
		batch.Records = append(batch.Records, r)
	}
	return batch
}

// TestWordsAreSharedAndStay stores a text that many have in common, and reads it through a
// database that was open before, and one opened later.
func TestWordsAreSharedAndStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	other := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	want := map[string]journey.Hit{}
	for i := range 20 {
		batch := seenBy(site.ID, 10*i, 10*i+10)
		for _, r := range batch.Records {
			want[r.Hit.Event.ID] = r.Hit
		}
		if _, err := db.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, db, "SELECT count(*) FROM word WHERE text = '"+sharedURL+"'"); n != 1 {
		t.Fatalf("the address is %d words", n)
	}
	if n := count(t, db, "SELECT count(*) FROM event WHERE instr(payload, '"+sharedURL+"')"); n == 0 || n > 30 {
		t.Errorf("it stands in %d payloads, want it in the first ones alone", n)
	}
	for name, d := range map[string]*DB{"same": db, "open before": other, "opened later": openAt(t, Config{Path: path}, nil)} {
		got := map[string]journey.Hit{}
		err := d.EachHit(t.Context(), site.ID, -1<<60, 1<<60, func(h *journey.Hit) error {
			got[h.Event.ID] = *h
			return nil
		})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read %d hits, %v", name, len(got), err)
		}
	}
}

// What one visitor alone sends must go with that visitor's events.
func TestOnePersonsTextsAreNoWords(t *testing.T) {
	w := newWords()
	for range 100 {
		w.id("/account/of/somebody", "one")
	}
	if len(w.wanted) != 0 {
		t.Errorf("wanted: %v", w.wanted)
	}
	for i := range wordSightings {
		w.id("/for/everybody", fmt.Sprint(i))
	}
	if len(w.wanted) != 1 {
		t.Errorf("wanted: %v", w.wanted)
	}
}

// TestWordsAreBounded invents texts: they fill what there is for words and no more.
func TestWordsAreBounded(t *testing.T) {
	w := newWords()
	var all []word
	for i := range mostWords {
		all = append(all, word{uint64(i + 1), fmt.Sprint("text ", i)})
	}
	w.publish(all)
	for i := range 2 * wordSightings {
		w.id("/one/more", fmt.Sprint(i))
	}
	if len(w.wanted) != 0 {
		t.Errorf("wanted: %v", w.wanted)
	}
}

// TestHitRoundTripWithWords knows some of a hit's texts.
func TestHitRoundTripWithWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHit(t)
		words := newWords()
		var known []word
		shift := rapid.IntRange(0, 40).Draw(t, "shift")
		for _, text := range texts(&h, &journey.Arrival{}) {
			if len(*text) >= shortestWord && rapid.Bool().Draw(t, "known") {
				known = append(known, word{uint64(len(known)+1) << shift, *text})
			}
		}
		words.publish(known)
		payload, err := encodeHit(&h, words)
		if err != nil {
			t.Fatal(err)
		}
		row := storedHit{id: h.Event.ID, time: h.Time, payload: payload}
		if got, err := decodeHit(row, lexicon{words: words}); err != nil || !reflect.DeepEqual(got, h) {
			t.Fatalf("got  %+v, %v\nwant %+v", got, err, h)
		}
	})
}

func TestTextsArePacked(t *testing.T) {
	for text, bytes := range map[string]int{
		"":                                     1,
		"12":                                   1,
		"0":                                    1,
		"007":                                  4,
		"123456789012345678":                   9,
		"0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11": 17,
		"0193A1F2-7C1E-7B52-9C1A-2F0C8F6A1B11": 38,
		"0193a1f2x7c1e-7b52-9c1a-2f0c8f6a1b11": 38,
		"~1PkagQt34ZZqr6Qbv6BgQQ":              17,
		"~1PkagQt34ZZqr6Qbv6BgQR":              24, // not how the library writes it
		"~1PkagQt34ZZqr6Qbv6Bg\nQ":             24,
	} {
		w := rowWriter{words: newWords()}
		w.name(text)
		r := rowReader{left: string(w.b)}
		if got := r.text(); got != text || r.err != nil || r.left != "" || len(w.b) != bytes {
			t.Errorf("%q takes %d bytes, want %d, and is read as %q, %v", text, len(w.b), bytes, got, r.err)
		}
	}
}
