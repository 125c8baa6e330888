package sqlite

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExamine(t *testing.T) {
	for _, tt := range []struct {
		name    string
		spoil   func(t *testing.T, path string)
		damaged bool
		want    string // of the problems
	}{
		{"nothing", func(*testing.T, string) {}, false, ""},
		{"a damaged page", func(t *testing.T, path string) { zeroPage(t, path, 3) }, true, "the file is damaged"},
		{"cut off", func(t *testing.T, path string) { os.Truncate(path, 64<<10) }, true, "the file is damaged"},
		{"text", func(t *testing.T, path string) { write(t, path, []byte(strings.Repeat("text ", 2000))) }, true, "the file is damaged"},
		{"an event gone", func(t *testing.T, path string) { alter(t, path, "DELETE FROM event WHERE seq = 7") }, false, "has 999 events, of which 1000 were counted"},
		{"an event gone that is known to be", func(t *testing.T, path string) {
			alter(t, path, "DELETE FROM event WHERE seq = 7; INSERT INTO receipt VALUES (1, 0, 5, 'unreadable', 1)")
		}, false, ""},
		{"a household set aside", func(t *testing.T, path string) { alter(t, path, "INSERT INTO poison VALUES (1, 'cannot fold: x')") }, false, "left out of the answers (cannot fold: x)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "safar.db")
			filled(t, path, 1000)
			tt.spoil(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Examine(t.Context(), path, quiet)
			if err != nil {
				t.Fatal(err)
			}
			found := strings.Join(f.Problems, "\n")
			if f.Damaged != tt.damaged || (found == "") != (tt.want == "") || !strings.Contains(found, tt.want) {
				t.Errorf("damaged %v, %q; want %v, %q", f.Damaged, found, tt.damaged, tt.want)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestExamineCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	filled(t, path, 100)
	db := openSingle(path, url.Values{"mode": {"rw"}}) // it does not go on with the rebuild
	if _, err := db.Exec("INSERT INTO poison VALUES (1, 'x'); INSERT INTO rebuild VALUES (1, 1, 1, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Examine(t.Context(), path, quiet)
	if err != nil || f.Events != 100 || f.Last != 100 || f.Schema != f.Known || f.Known == 0 || f.SetAside != 1 || f.Dirty == 0 || !f.Rebuilding {
		t.Errorf("%+v, %v", f, err)
	}
	alter(t, path, "PRAGMA application_id = 7")
	if _, err := Examine(t.Context(), path, quiet); !errors.Is(err, errForeign) {
		t.Errorf("another program's: %v", err)
	}
}
