package sqlite

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestCheckFinds(t *testing.T) {
	tests := []struct {
		name, damage, want string
	}{
		{"nothing", "SELECT 1", ""},
		{"event without node", "DELETE FROM node WHERE key = 'v1'", "belongs to node"},
		{"group without node", "UPDATE node SET basket = 99", "belongs to a group"},
		{"split basket", "UPDATE node SET basket = 1", "several households"},
		{"event without site", "PRAGMA foreign_keys = 0; DELETE FROM site WHERE id = 1; PRAGMA foreign_keys = 1", "missing row of site"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openTest(t)
			site := newSite(t, db, "main")
			appendAll(t, db, site.ID, pageView("1", "v1"), pageView("2", "v2"), pageView("3", "v3"))
			if _, err := db.write.Exec(tt.damage); err != nil {
				t.Fatal(err)
			}
			problems, err := db.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			found := strings.Join(problems, "\n")
			if tt.want == "" && found != "" || !strings.Contains(found, tt.want) {
				t.Errorf("found %q, want %q", found, tt.want)
			}
		})
	}
}

func TestCheckFindsDamagedPage(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(2000, 500)...)
	path := db.config.Path
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := bytes.Index(data, []byte("e1000")) / 4096 * 4096 // of events, not of the schema
	copy(data[page:page+4096], make([]byte, 4096))
	write(t, path, data)

	db = openAt(t, Config{Path: path}, nil)
	problems, err := db.Check(t.Context())
	if err != nil || len(problems) == 0 {
		t.Errorf("found %v, %v", problems, err)
	}
}
