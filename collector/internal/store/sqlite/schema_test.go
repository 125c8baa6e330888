package sqlite

import (
	"database/sql"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write schema.sql anew")

const schemaHead = "-- What all migrations amount to. Written by go generate: a change belongs into a new migration.\n\n"

// TestWholeSchemaIsFresh holds schema.sql to a file that went through every migration.
func TestWholeSchemaIsFresh(t *testing.T) {
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	migrated, created := emptyFile(t), emptyFile(t)
	if err := migrate(migrated, steps); err != nil {
		t.Fatal(err)
	}
	fresh := schemaHead + strings.Join(slices.Concat(statements(t, migrated), firstRows(t, migrated)), ";\n\n") + ";\n"
	if *update {
		if err := os.WriteFile("schema.sql", []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if fresh != wholeSchema {
		t.Fatal("schema.sql is stale: run go generate ./collector/internal/store/sqlite")
	}
	// A migration that puts rows into tables of a new file would be left out.
	if err := create(created, steps); err != nil {
		t.Fatal(err)
	}
	if everything(t, migrated) != everything(t, created) {
		t.Error("a new file and one that went through the migrations differ")
	}
}

func emptyFile(t *testing.T) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "safar.db")
	if err := createFile(path); err != nil {
		t.Fatal(err)
	}
	db := openPool(path, 1, forWriting)
	t.Cleanup(func() { db.Close() })
	return db
}

// statements make the schema of a file, in the order in which they were done.
func statements(t *testing.T, db *sql.DB) []string {
	return onlyColumn(t, db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid")
}

// firstRows make the rows that the migrations left in a file without events.
func firstRows(t *testing.T, db *sql.DB) (all []string) {
	for _, query := range onlyColumn(t, db, `SELECT 'SELECT ''INSERT INTO ' || t.name || ' VALUES ('' || ' || group_concat('quote("' || c.name || '")', ' || '', '' || ') || ' || '')'' FROM ' || t.name
		FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' GROUP BY t.name`) {
		all = append(all, onlyColumn(t, db, query)...)
	}
	return all
}

// onlyColumn is the answers to a query for one column.
func onlyColumn(t *testing.T, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
