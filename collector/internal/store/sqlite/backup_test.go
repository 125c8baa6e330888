package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// quiet is progress that nobody hears of.
func quiet(string, float64) {}

// TestBackupWhileOthersWrite copies a database into which another handle writes between any
// two steps of the copying.
func TestBackupWhileOthersWrite(t *testing.T) {
	folder := t.TempDir()
	db := openAt(t, Config{Path: filepath.Join(folder, "safar.db")}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(20_000, 500)...) // several steps
	var sent atomic.Int64
	steps := 0
	to := filepath.Join(folder, "copy.db")
	got, err := Backup(t.Context(), db.config.Path, to, false, func(step string, _ float64) {
		if step == "copying" {
			steps++
		}
		appendAll(t, db, site.ID, pageView(fmt.Sprint("late", sent.Add(1)), "late"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if steps < 2 || sent.Load() < 2 {
		t.Fatalf("%d steps with %d events between them: nothing was tried", steps, sent.Load())
	}
	if got.Events != 20_000 || got.Last != 20_000 {
		t.Errorf("the copy has %+v", got)
	}
	info, err := os.Stat(to)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if n := count(t, db, "SELECT count(*) FROM event"); n != 20_000+int(sent.Load()) {
		t.Errorf("the original has %d events", n)
	}
	copied := openAt(t, Config{Path: to}, nil)
	if problems, err := copied.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check of the copy: %v %v", problems, err)
	}
	if again := appendAll(t, copied, site.ID, manyRecords(20_000, 500)...); slices.Contains(again, false) {
		t.Error("the copy does not know all events")
	}
}

func TestBackupLeavesSaltsOut(t *testing.T) {
	folder := t.TempDir()
	db := openAt(t, Config{Path: filepath.Join(folder, "safar.db")}, nil)
	site := newSite(t, db, "main")
	salt, err := db.Salt(t.Context(), site.ID, "2026-10-01", time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(folder, "copy.db")
	if _, err := Backup(t.Context(), db.config.Path, to, false, quiet); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, to, salt) {
		t.Error("the salt is in the copy")
	}
	if !onDisk(t, db.config.Path, salt) && !onDisk(t, db.config.Path+"-wal", salt) {
		t.Error("the salt is not even in the original: nothing was tried")
	}
}

func TestBackupRefuses(t *testing.T) {
	for _, tt := range []struct {
		name    string
		spoil   func(t *testing.T, from, to string)
		replace bool
		want    error
	}{
		{"a file that is there", func(t *testing.T, _, to string) { write(t, to, []byte("old")) }, false, ErrOccupied},
		{"the data itself", func(t *testing.T, from, to string) { link(t, from, to) }, true, ErrOccupied},
		{"a folder", func(t *testing.T, _, to string) { os.Mkdir(to, 0o700) }, true, ErrOccupied},
		{"a log that lies there", func(t *testing.T, _, to string) { write(t, to+"-wal", []byte("log")) }, true, ErrInUse},
		{"text", func(t *testing.T, from, _ string) { write(t, from, []byte(strings.Repeat("text ", 2000))) }, false, ErrDamaged},
		{"a damaged page", func(t *testing.T, from, _ string) { zeroPage(t, from, 10) }, false, ErrDamaged},
		{"nothing in it", func(t *testing.T, from, _ string) { write(t, from, nil) }, false, errEmpty},
		{"another program's", func(t *testing.T, from, _ string) { alter(t, from, "PRAGMA application_id = 7") }, false, errForeign},
		{"a newer one", func(t *testing.T, from, _ string) { alter(t, from, "PRAGMA user_version = 99") }, false, errNewer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			from, to := filepath.Join(folder, "safar.db"), filepath.Join(folder, "copies", "copy.db")
			if err := os.Mkdir(filepath.Dir(to), 0o700); err != nil {
				t.Fatal(err)
			}
			filled(t, from, 1000)
			tt.spoil(t, from, to)
			before := names(t, filepath.Dir(to))
			if _, err := Backup(t.Context(), from, to, tt.replace, quiet); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if after := names(t, filepath.Dir(to)); !slices.Equal(before, after) {
				t.Errorf("it left %v of %v", after, before)
			}
		})
	}
}

// TestStoppedBackupLeavesNothing stops a backup in the midst of copying and of checking.
func TestStoppedBackupLeavesNothing(t *testing.T) {
	for _, at := range []string{"copying", "checking the copy"} {
		folder := t.TempDir()
		from := filepath.Join(folder, "safar.db")
		filled(t, from, 20_000)
		copies := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Backup(ctx, from, filepath.Join(copies, "copy.db"), false, func(step string, _ float64) {
			if step == at {
				cancel()
				if left := names(t, copies); len(left) == 0 || slices.Contains(left, "copy.db") {
					t.Errorf("while %s there is %v", at, left)
				}
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped while %s: %v", at, err)
		}
		if left := names(t, copies); len(left) > 0 {
			t.Errorf("stopped while %s it left %v", at, left)
		}
	}
}

func TestBackupReplaces(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "safar.db"), filepath.Join(folder, "copy.db")
	filled(t, from, 10)
	for range 2 {
		if got, err := Backup(t.Context(), from, to, true, quiet); err != nil || got.Events != 10 {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// filled makes a database with so many events at path.
func filled(t *testing.T, path string, events int) store.Site {
	t.Helper()
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(events, 1+events/20)...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return site
}

// leafTable is the first byte of a page that holds rows.
const leafTable = 0x0d

// zeroPage overwrites a page, counted from 0, of the table of events.
func zeroPage(t *testing.T, path string, n int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for page := 0; page < len(data); page += 4096 {
		if data[page] == leafTable && bytes.Contains(data[page:page+4096], []byte("page_view")) {
			if n--; n < 0 {
				clear(data[page : page+4096])
				write(t, path, data)
				return
			}
		}
	}
	t.Fatal("there is no such page")
}

func names(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func link(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Link(from, to); err != nil {
		t.Fatal(err)
	}
}
