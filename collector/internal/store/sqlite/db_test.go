package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// openTest opens a database in a new folder that folds nothing.
func openTest(t *testing.T) *DB {
	t.Helper()
	return openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, nil)
}

func openAt(t *testing.T, config Config, newFolder func(*DB) folder) *DB {
	t.Helper()
	db, err := open(t.Context(), config, newFolder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// newSite adds a site of that name.
func newSite(t testing.TB, db *DB, name string) store.Site {
	t.Helper()
	site, err := db.CreateSite(t.Context(), store.Site{
		Name: name, Timezone: "Asia/Tehran", Settings: journey.Settings{Currency: "IRR", CartWindow: 24 * time.Hour},
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// noon is the time of the tests' events, in Unix milliseconds.
var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC).UnixMilli()

// pageView is a browser's event of a visitor at noon.
func pageView(id, visitor string) store.Record {
	return store.Record{
		Sent: noon,
		Hit: journey.Hit{
			Event:      event.Event{ID: id, Name: event.NamePageView, Time: time.UnixMilli(noon), VisitorID: visitor, Surface: event.SurfaceWeb},
			Time:       noon,
			Visitor:    visitor,
			FromClient: true,
		},
	}
}

func batchOf(site int64, records ...store.Record) store.Batch {
	return store.Batch{Site: site, Received: noon, Records: records}
}

// appendAll stores records as one batch, which must succeed.
func appendAll(t testing.TB, db *DB, site int64, records ...store.Record) []bool {
	t.Helper()
	duplicates, err := db.Append(t.Context(), batchOf(site, records...))
	if err != nil {
		t.Fatal(err)
	}
	return duplicates
}

// count is the one number that a query answers.
func count(t testing.TB, db *DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.read.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// eventually waits for what another goroutine is about to do.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestEveryConnectionWaitsForTheDisk(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db"), Readers: 10}, nil)
	pragmas := func(q rowQuerier) string {
		var values []string
		for _, name := range []string{"synchronous", "journal_mode", "foreign_keys", "busy_timeout", "mmap_size"} {
			var value string
			if err := q.QueryRow("PRAGMA " + name).Scan(&value); err != nil {
				t.Fatal(err)
			}
			values = append(values, name+"="+value)
		}
		return strings.Join(values, " ")
	}
	const want = "synchronous=2 journal_mode=wal foreign_keys=1 busy_timeout=5000 mmap_size=0"
	for i := range 10 {
		tx, err := db.read.Begin() // held, so that each has its own connection
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		if got := pragmas(tx); got != want {
			t.Errorf("connection %d for reading: %s", i, got)
		}
		if _, err := tx.Exec("DELETE FROM site"); err == nil {
			t.Errorf("connection %d for reading can write", i)
		}
	}
	if got := pragmas(db.write); got != want {
		t.Errorf("connection for writing: %s", got)
	}
}

func TestFileIsForItsOwnerAlone(t *testing.T) {
	db := openTest(t)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(db.config.Path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", info.Name(), mode)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(t *testing.T, path string)
		want  string
	}{
		{"text", func(t *testing.T, path string) {
			write(t, path, []byte(strings.Repeat("not a database\n", 1000)))
		}, "is damaged and was left as it is"},
		{"zeroed schema", func(t *testing.T, path string) {
			good := database(t, path)
			copy(good[100:4096], make([]byte, 3996))
			write(t, path, good)
		}, "is damaged and was left as it is"},
		{"cut in half", func(t *testing.T, path string) {
			good := database(t, path)
			write(t, path, good[:len(good)/8192*4096])
		}, "is damaged and was left as it is"},
		{"a log without its file", func(t *testing.T, path string) {
			write(t, path+"-wal", []byte("acknowledged"))
		}, "in use or was not closed"},
		{"an empty file beside its log", func(t *testing.T, path string) {
			write(t, path, nil)
			write(t, path+"-wal", []byte("acknowledged"))
		}, "in use or was not closed"},
		{"newer", func(t *testing.T, path string) {
			alter(t, path, "PRAGMA user_version = 99")
		}, "written by a newer Safar"},
		{"foreign", func(t *testing.T, path string) {
			alter(t, path, "PRAGMA application_id = 7")
		}, "another program"},
		{"foreign without a mark", func(t *testing.T, path string) {
			alter(t, path, "PRAGMA application_id = 0; PRAGMA user_version = 0")
		}, "another program"},
		{"folder missing", func(t *testing.T, path string) {
			os.Remove(filepath.Dir(path))
		}, "no such file or directory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "data", "safar.db")
			if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			tt.spoil(t, path)
			before, _ := os.ReadFile(path)
			logged, _ := os.ReadFile(path + "-wal")
			db, err := Open(t.Context(), Config{Path: path})
			if err == nil {
				db.Close()
				t.Fatal("opened")
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
			if after, _ := os.ReadFile(path + "-wal"); string(after) != string(logged) {
				t.Error("the log was changed")
			}
		})
	}
}

// database makes a database at path and returns its bytes.
func database(t *testing.T, path string) []byte {
	t.Helper()
	db, err := open(t.Context(), Config{Path: path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// alter makes a database at path and runs a statement on it.
func alter(t *testing.T, path, statement string) {
	t.Helper()
	db, err := open(t.Context(), Config{Path: path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.write.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCheckVersion(t *testing.T) {
	if err := checkVersion("3.51.2", 3_051_002); err == nil || !strings.Contains(err.Error(), "3.51.2") {
		t.Errorf("3.51.2: %v", err)
	}
	if err := checkVersion("3.51.3", 3_051_003); err != nil {
		t.Errorf("3.51.3: %v", err)
	}
}

func TestPathsWithOddCharacters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "فروشگاه 100% #1?x=y.db")
	openAt(t, Config{Path: path}, nil)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Error("the database is somewhere else")
	}
}

func TestClosedTakesNothing(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("a", "v"))); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Append: %v", err)
	}
	if err := db.Settle(context.Background()); err != nil && !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Settle: %v", err)
	}
}

// TestTwoProcesses writes through two handles of one file in turn, as a server and a
// command do: neither may trust what it remembers of the nodes.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	server := openAt(t, Config{Path: path}, nil)
	command := openAt(t, Config{Path: path}, nil)
	site := newSite(t, server, "main")
	for i := range 20 {
		db := []*DB{server, command}[i%2]
		r := pageView(fmt.Sprint(i), fmt.Sprint("v", i%4))
		r.Hit.Event.CartID = fmt.Sprint("c", i/2%4)
		appendAll(t, db, site.ID, r)
	}
	if n := count(t, server, "SELECT count(DISTINCT household) FROM node"); n != partitions(t, server) {
		t.Errorf("%d households stored, %d by the events", n, partitions(t, server))
	}
	problems, err := command.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}
