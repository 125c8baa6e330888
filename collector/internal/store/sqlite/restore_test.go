package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRestore(t *testing.T) {
	folder, copies := t.TempDir(), t.TempDir()
	to, backup := filepath.Join(folder, "safar.db"), filepath.Join(copies, "copy.db")
	site := filled(t, to, 1000)
	if _, err := Backup(t.Context(), to, backup, false, quiet); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Restore(t.Context(), backup, to, false, quiet); !errors.Is(err, ErrOccupied) {
		t.Errorf("over data: %v", err)
	}
	db := openAt(t, Config{Path: to}, nil)
	appendAll(t, db, site.ID, pageView("later", "v"))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := names(t, folder)
	got, kept, err := Restore(t.Context(), backup, to, true, quiet)
	if err != nil || got.Events != 1000 {
		t.Fatalf("%+v, %v", got, err)
	}
	after := names(t, folder)
	if len(after) != len(before)+1 || !slices.Contains(after, filepath.Base(kept)) || !strings.HasPrefix(kept, to+".before-") {
		t.Errorf("there is %v, with %s kept", after, kept)
	}
	for path, want := range map[string]int{to: 1000, kept: 1001} {
		if n := count(t, openAt(t, Config{Path: path}, nil), "SELECT count(*) FROM event"); n != want {
			t.Errorf("%s has %d events, want %d", path, n, want)
		}
	}
}

// A log that was not yet moved into the file is kept with it.
func TestRestoreKeepsTheLog(t *testing.T) {
	folder := t.TempDir()
	to, backup := filepath.Join(folder, "safar.db"), filepath.Join(t.TempDir(), "copy.db")
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, pageView("in the log", "v"))
	for _, suffix := range []string{"", "-wal"} { // as a killed server leaves them
		data, err := os.ReadFile(db.config.Path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		write(t, to+suffix, data)
	}
	filled(t, backup, 3)
	_, kept, err := Restore(t.Context(), backup, to, true, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, openAt(t, Config{Path: kept}, nil), "SELECT count(*) FROM event"); n != 1 {
		t.Errorf("%d events were kept", n)
	}
	if n := count(t, openAt(t, Config{Path: to}, nil), "SELECT count(*) FROM event"); n != 3 {
		t.Errorf("%d events were restored", n)
	}
}

func TestRestoreRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, from, to string)
		want  error
	}{
		{"a damaged backup", func(t *testing.T, from, _ string) { zeroPage(t, from, 10) }, ErrDamaged},
		{"half a backup", func(t *testing.T, from, _ string) { os.Truncate(from, 64<<10) }, ErrDamaged},
		{"a newer one", func(t *testing.T, from, _ string) { alter(t, from, "PRAGMA user_version = 99") }, errNewer},
		{"another program's", func(t *testing.T, from, _ string) { alter(t, from, "PRAGMA application_id = 7") }, errForeign},
		{"a database in use", func(t *testing.T, from, _ string) {
			db := openAt(t, Config{Path: from}, nil)
			newSite(t, db, "other")
		}, ErrInUse},
		{"no file", func(t *testing.T, from, _ string) { os.Remove(from) }, os.ErrNotExist},
		{"over a log without its file", func(t *testing.T, _, to string) {
			os.Remove(to)
			write(t, to+"-wal", []byte("log"))
		}, ErrInUse},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to := filepath.Join(t.TempDir(), "copy.db"), filepath.Join(t.TempDir(), "safar.db")
			filled(t, from, 1000)
			filled(t, to, 1)
			tt.spoil(t, from, to)
			before := names(t, filepath.Dir(to))
			data, _ := os.ReadFile(to)
			if _, _, err := Restore(t.Context(), from, to, true, quiet); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if after := names(t, filepath.Dir(to)); !slices.Equal(before, after) {
				t.Errorf("there was %v and is %v", before, after)
			}
			if now, _ := os.ReadFile(to); string(now) != string(data) {
				t.Error("the data was touched")
			}
		})
	}
}

// A backup of an older schema is restored as it is and brought up to date by Open.
func TestRestoreOfAnOlderSchema(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "copy.db"), filepath.Join(t.TempDir(), "safar.db")
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	if err := createFile(from); err != nil {
		t.Fatal(err)
	}
	old := openPool(from, 1, forWriting)
	if err := errors.Join(migrate(old, steps[:len(steps)-1]), old.Close()); err != nil {
		t.Fatal(err)
	}
	got, _, err := Restore(t.Context(), from, to, false, quiet)
	if err != nil || got.Schema != len(steps)-1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if now, err := schemaVersion(openAt(t, Config{Path: to}, nil).read); err != nil || now != len(steps) {
		t.Errorf("schema %d, %v", now, err)
	}
}
