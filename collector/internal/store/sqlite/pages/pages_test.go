package pages

import (
	"bytes"
	"database/sql"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// database makes a file with rows of every kind of value, and of up to several pages, and
// returns its bytes and the rows.
func database(t *testing.T, pageSize int) ([]byte, map[int64][]any) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "some.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(fmt.Sprintf("PRAGMA page_size = %d; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", pageSize)); err != nil {
		t.Fatal(err)
	}
	want := map[int64][]any{}
	ids := []int64{math.MinInt64, -1, 0, 1, 127, 128, 1 << 14, 1 << 40, math.MaxInt64}
	numbers := []int64{0, 1, 2, -1, 127, -128, 128, 1 << 15, -1 << 23, 1 << 31, -1 << 47, math.MaxInt64, math.MinInt64}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 600 {
		id := int64(i) * 7
		if i < len(ids) {
			id = ids[i]
		}
		if _, there := want[id]; there {
			continue
		}
		row := []any{nil, numbers[i%len(numbers)], strings.Repeat("é", random.IntN(40)), random.NormFloat64()}
		switch i % 5 {
		case 1:
			row[2] = bytes.Repeat([]byte{byte(i)}, random.IntN(3*pageSize))
		case 2:
			row[3] = nil
		}
		if _, err := db.Exec("INSERT INTO t VALUES (?, ?, ?, ?)", id, row[1], row[2], row[3]); err != nil {
			t.Fatal(err)
		}
		want[id] = row
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data, want
}

// rowsOf reads all rows of a file.
func rowsOf(t *testing.T, data []byte) (rows []Row) {
	t.Helper()
	file, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for n := int64(1); n <= file.Count(); n++ {
		found, err := file.Rows(n)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, found...)
	}
	return rows
}

func TestRowsAreThoseOfSQLite(t *testing.T) {
	for _, size := range []int{512, 4096, 65536} {
		data, want := database(t, size)
		for _, row := range rowsOf(t, data) {
			if len(row.Values) == 5 { // the table's own row in the schema
				continue
			}
			if !reflect.DeepEqual(row.Values, want[row.ID]) {
				t.Errorf("pages of %d: row %d is %v, want %v", size, row.ID, row.Values, want[row.ID])
			}
			delete(want, row.ID)
		}
		if len(want) > 0 {
			t.Errorf("pages of %d: %d rows were not found", size, len(want))
		}
	}
}

// Whatever stands on a page, reading it ends, and other pages' rows are found.
func TestNoiseIsRead(t *testing.T) {
	data, want := database(t, 1024)
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		spoiled := bytes.Clone(data)
		for range 50 { // beyond the header of the file
			spoiled[100+random.IntN(len(spoiled)-100)] = byte(random.Uint32())
		}
		if n := len(rowsOf(t, spoiled)); n < len(want)/2 {
			t.Fatalf("%d of %d rows after 50 broken bytes", n, len(want))
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("short"), make([]byte, 4096), bytes.Repeat([]byte{0xff}, 4096)} {
		if _, err := Open(bytes.NewReader(data), int64(len(data))); err == nil {
			t.Errorf("%d bytes of %.3q", len(data), data)
		}
	}
}
