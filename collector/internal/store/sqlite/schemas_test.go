package sqlite

import (
	"compress/gzip"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

// schemas are the versions of which testdata/schemas has a file. The others never were the
// last: their steps came together with the next one.
var schemas = []int{2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 17, 24}

// TestEveryReleasedSchemaAnswersAlike opens the file that each version of the program left of
// the same events. All must answer as their events do that were never in a file, as they are
// and when everything has been made again.
func TestEveryReleasedSchemaAnswersAlike(t *testing.T) {
	want := newExam(t)
	for _, version := range schemas {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			path := unpackSchema(t, version)
			db := openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} })
			if err := db.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			want.pass(t, db)
			if err := db.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			want.pass(t, db)
		})
	}
}

// TestAMigrationThatFailsLeavesTheFileAsItWas breaks each step after its last statement, as a
// full disk or the end of the process may. What it did must be gone, and the next start goes on.
func TestAMigrationThatFailsLeavesTheFileAsItWas(t *testing.T) {
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	path := unpackSchema(t, schemas[0])
	db := openPool(path, 1, forWriting)
	for _, step := range steps[schemas[0]:] {
		before := everything(t, db)
		broken := step
		broken.sql += "; INSERT INTO nowhere VALUES (1)"
		if err := broken.apply(db, step.number-1); err == nil {
			t.Fatalf("%s: the broken step succeeded", step.name)
		}
		if everything(t, db) != before {
			t.Fatalf("%s: a part of the broken step is left", step.name)
		}
		if err := step.apply(db, step.number-1); err != nil {
			t.Fatal(err)
		}
		if everything(t, db) == before {
			t.Fatalf("%s: the step itself changed nothing", step.name)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	grown := openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} })
	if err := grown.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	newExam(t).pass(t, grown)
}

// unpackSchema makes a copy of the file of a schema.
func unpackSchema(t *testing.T, version int) (path string) {
	t.Helper()
	packed, err := os.Open(fmt.Sprintf("testdata/schemas/%04d.db.gz", version))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "safar.db")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(file, unpacked)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// everything is a sum over the schema and all rows of a file.
func everything(t *testing.T, db *sql.DB) (sum [sha256.Size]byte) {
	t.Helper()
	h := sha256.New()
	list := func(query string) (first []string) {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(h, "%q\n", values)
			first = append(first, string(values[0]))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		return first
	}
	list(`SELECT user_version FROM pragma_user_version`)
	list(`SELECT name, sql FROM sqlite_schema ORDER BY name`)
	for _, table := range list(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`) {
		list(`SELECT * FROM "` + table + `"`)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// exam asks a file about the shop of the schemas.
type exam struct {
	site     oracle.Site
	digits   func(string) int
	question oracle.Question
	answer   oracle.Answer
}

// newExam asks the events of the shop themselves.
func newExam(t *testing.T) *exam {
	t.Helper()
	text, err := os.ReadFile("testdata/schemas/shop.journey")
	if err != nil {
		t.Fatal(err)
	}
	script, err := history.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	e := &exam{question: oracle.Question{
		From: "2026-03-01", To: "2026-03-10", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), GroupBy: "channel",
	}}
	if e.site, err = rehearsal.OracleSite(script.History.Site); err != nil {
		t.Fatal(err)
	}
	settings := rehearsal.Settings(script.History.Site)
	e.digits = settings.MinorDigits
	events, err := rehearsal.Play(script.History)
	if err != nil {
		t.Fatal(err)
	}
	e.answer = e.ask(t, events)
	if n := e.answer.Figures["sessions"].Numerator; n != 5 {
		t.Fatalf("the shop has %d visits, want 5: the question is about nothing", n)
	}
	return e
}

// ask puts the question to some facts. Where an advertisement leads was not noted when it was
// reported before schema 8, and what is noted then never changes.
func (e *exam) ask(t *testing.T, facts metric.Facts) oracle.Answer {
	t.Helper()
	answer, _, err := rehearsal.Ask(facts, e.site, e.question, e.digits)
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(answer.Figures, func(name string, _ oracle.Figure) bool {
		return strings.HasPrefix(name, "ads_") || strings.HasPrefix(name, "cost_")
	})
	return answer
}

// pass requires that a file answers rightly.
func (e *exam) pass(t *testing.T, db *DB) {
	t.Helper()
	got := e.ask(t, db)
	if reflect.DeepEqual(got, e.answer) {
		return
	}
	for name, want := range e.answer.Figures {
		if !reflect.DeepEqual(got.Figures[name], want) {
			t.Errorf("%s is %v, want %v", name, got.Figures[name], want)
		}
	}
	t.Errorf("days %v\ngroups %v\nwant days %v\ngroups %v", got.Days, got.Groups, e.answer.Days, e.answer.Groups)
}
