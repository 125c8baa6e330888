package sqlite

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store/sqlite/pages"
)

// TestBytesBetweenRowsGo writes a canary wherever the file has room between rows, which is where
// SQLite leaves what it moves, and erases somebody.
func TestBytesBetweenRowsGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	begin := func() *DB { return openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} }) }
	db := begin()
	site := newSite(t, db, "main")
	records, _ := shopOf(rand.New(rand.NewPCG(7, 8)), 20, func(int) bool { return false })
	deliverAll(t, db, site.ID, records)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	in, err := pages.Open(file, fileSize(path))
	if err != nil {
		t.Fatal(err)
	}
	planted := 0
	for n := int64(1); n <= in.Count(); n++ {
		slack, err := in.Slack(n)
		if err != nil {
			t.Fatal(err)
		}
		if slack.To-slack.From < int64(len(canary)) {
			continue
		}
		if _, err := file.WriteAt([]byte(canary), slack.To-int64(len(canary))); err != nil {
			t.Fatal(err)
		}
		planted++
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if found := canaries(t, filepath.Dir(path)); planted == 0 || found != planted {
		t.Fatalf("planted on %d pages, found %d times", planted, found)
	}
	db = begin()
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatalf("what is between rows is part of one: %v %v", problems, err)
	}
	if err := db.Erase(t.Context(), site.ID, "nobody"); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, filepath.Dir(path)); n != 0 {
		t.Errorf("of %d planted there are %d left", planted, n)
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}
