package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// wrecked makes a database of n events of several sizes and returns its bytes.
func wrecked(t *testing.T, n int) (path string, data []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	records := manyRecords(n, n/10)
	for i := range records {
		records[i].Hit.Event.Params = event.Params{"note": strings.Repeat("x", 60+i%250)}
		if i%1000 == 0 { // several pages long
			records[i].Hit.Event.Params["note"] = strings.Repeat("y", 20_000)
		}
	}
	for batch := range slices.Chunk(records, 500) {
		appendAll(t, db, site.ID, batch...)
	}
	if _, err := db.CreateKey(t.Context(), store.Key{Site: site.ID, Hash: []byte("abc")}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, data
}

// eventPages lists the pages of the table of events: its root, then its leaves.
func eventPages(t *testing.T, path string, data []byte) (root int, leaves []int) {
	t.Helper()
	db := openSingle(path, asFinished)
	defer db.Close()
	if err := db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = 'event'`).Scan(&root); err != nil {
		t.Fatal(err)
	}
	page := func(n int) []byte { return data[(n-1)*4096 : n*4096] }
	if page(root)[0] != 5 {
		t.Fatal("the root is no inner page: the table is too small")
	}
	inner := page(root)
	for i := range int(binary.BigEndian.Uint16(inner[3:])) {
		cell := int(binary.BigEndian.Uint16(inner[12+2*i:]))
		leaves = append(leaves, int(binary.BigEndian.Uint32(inner[cell:])))
	}
	leaves = append(leaves, int(binary.BigEndian.Uint32(inner[8:])))
	for _, n := range leaves {
		if page(n)[0] != leafTable {
			t.Fatal("the table is too large for this test")
		}
	}
	return root, leaves
}

func TestSalvage(t *testing.T) {
	const events = 4000
	path, data := wrecked(t, events)
	root, leaves := eventPages(t, path, data)
	zero := func(page []byte) { clear(page) }
	noise := func(page []byte) {
		for i := range page {
			page[i] = byte(i*31 + 7)
		}
	}
	body := func(page []byte) { clear(page[2048:]) }
	elsewhere := func(page []byte) { copy(page, data[(root-1)*4096:root*4096]) }
	for _, tt := range []struct {
		name  string
		page  int
		spoil func(page []byte)
	}{
		{"the root zeroed", root, zero},
		{"the root noise", root, noise},
		{"the first leaf zeroed", leaves[0], zero},
		{"a leaf zeroed", leaves[len(leaves)/2], zero},
		{"a leaf noise", leaves[len(leaves)/3], noise},
		{"half a leaf zeroed", leaves[len(leaves)/4], body},
		{"a leaf that leads back to the root", leaves[len(leaves)/5], elsewhere},
		{"the last leaf noise", leaves[len(leaves)-1], noise},
	} {
		t.Run(tt.name, func(t *testing.T) {
			spoiled := bytes.Clone(data)
			tt.spoil(spoiled[(tt.page-1)*4096 : tt.page*4096])
			write(t, path, spoiled)
			to := filepath.Join(t.TempDir(), "safar.db")
			saved, err := Salvage(t.Context(), path, to, quiet)
			if err != nil {
				t.Fatal(err)
			}
			if saved.Events+saved.Lost != events || saved.Events < events*99/100 || len(saved.Holes) > 0 {
				t.Errorf("saved %+v of %d", saved, events)
			}
			if now, _ := os.ReadFile(path); !bytes.Equal(now, spoiled) {
				t.Error("the damaged file was changed")
			}
			if left := names(t, filepath.Dir(to)); !slices.Equal(left, []string{"safar.db"}) {
				t.Errorf("it left %v", left)
			}
			f, err := Examine(t.Context(), to, quiet)
			if err != nil || len(f.Problems) > 0 || !f.Rebuilding {
				t.Errorf("examined %+v, %v", f, err)
			}
			db := openSingle(to, asFinished)
			defer db.Close()
			var keys int
			var lost int64
			err = db.QueryRow(`SELECT (SELECT count(*) FROM key), (SELECT coalesce(sum(count), 0) FROM receipt WHERE name = ?)`, lostReason).Scan(&keys, &lost)
			if err != nil || keys != 1 || lost != saved.Lost {
				t.Errorf("%d keys, %d lost, %v", keys, lost, err)
			}
		})
	}
}

// Words stand in two places: neither a broken page of the table nor one of its index loses any.
func TestSalvageKeepsWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	for i := range 20 {
		if _, err := db.Append(t.Context(), seenBy(site.ID, 10*i, 10*i+10)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"word", "sqlite_autoindex_word_1"} {
		single := openSingle(path, asFinished)
		var root int
		err := single.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, name).Scan(&root)
		if err := errors.Join(err, single.Close()); err != nil {
			t.Fatal(err)
		}
		spoiled := bytes.Clone(data)
		clear(spoiled[(root-1)*4096 : root*4096])
		from, to := filepath.Join(t.TempDir(), "safar.db"), filepath.Join(t.TempDir(), "safar.db")
		write(t, from, spoiled)
		if saved, err := Salvage(t.Context(), from, to, quiet); err != nil || saved.Events != 200 {
			t.Errorf("without %s %+v, %v", name, saved, err)
		}
	}
}

// A file that is cut off, with the latest events still in its log.
func TestSalvageWithALog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(3000, 10)...)
	if _, err := db.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	appendAll(t, db, site.ID, pageView("in the log", "v"))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	from, to := filepath.Join(t.TempDir(), "safar.db"), filepath.Join(t.TempDir(), "safar.db")
	write(t, from, data[:len(data)*9/10/4096*4096])
	write(t, from+"-wal", log)
	saved, err := Salvage(t.Context(), from, to, quiet)
	if err != nil || saved.Events < 2000 || saved.Events+saved.Lost != 3001 {
		t.Fatalf("%+v, %v", saved, err)
	}
	if again := appendAll(t, openAt(t, Config{Path: to}, nil), site.ID, pageView("in the log", "v")); !again[0] {
		t.Error("what was in the log is lost")
	}
	if now, _ := os.ReadFile(from + "-wal"); !bytes.Equal(now, log) {
		t.Error("the log was changed")
	}
}

func TestSalvageRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, from, to string)
		want  error
	}{
		{"over something", func(t *testing.T, _, to string) { write(t, to, nil) }, ErrOccupied},
		{"no tables", func(t *testing.T, from, _ string) { write(t, from, make([]byte, 64<<10)) }, ErrDamaged},
		{"another program's", func(t *testing.T, from, _ string) { alter(t, from, "PRAGMA application_id = 7") }, errForeign},
		{"no file", func(t *testing.T, from, _ string) { os.Remove(from) }, os.ErrNotExist},
	} {
		from, to := filepath.Join(t.TempDir(), "safar.db"), filepath.Join(t.TempDir(), "safar.db")
		filled(t, from, 10)
		tt.spoil(t, from, to)
		before := names(t, filepath.Dir(to))
		if _, err := Salvage(t.Context(), from, to, quiet); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if after := names(t, filepath.Dir(to)); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("%s: it left %v", tt.name, after)
		}
	}
}

// A new table is either the truth, which a salvage copies, or follows from it.
func TestSalvageKnowsEveryTable(t *testing.T) {
	db := openTest(t)
	names, err := askAll(t.Context(), db.read, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(remade, name) || slices.Contains(factTables, name) })
	const want = "annotation audit erased event fading goal key link persona policy receipt recovery_code reject salt sealed_order second_factor secret site survey token touchpoint user user_role user_session word"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("it copies\n%s\nwant\n%s\nList what a rebuild makes in remade", got, want)
	}
}
