package sqlite

import (
	"path/filepath"
	"testing"
)

// Connections that answer questions can't change the file, whatever they are asked.
func TestReadingChangesNothing(t *testing.T) {
	db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, text := range []string{
		"DELETE FROM site", "INSERT INTO site (name) VALUES ('x')", "DROP TABLE event", "CREATE TABLE x (y)", "PRAGMA user_version = 7", "PRAGMA journal_mode = DELETE; DELETE FROM site",
	} {
		if _, err := db.read.ExecContext(t.Context(), text); err == nil {
			t.Errorf("%s is done by a connection for reading", text)
		}
	}
	var n int
	if err := db.read.QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_master").Scan(&n); err != nil || n == 0 {
		t.Errorf("%d tables, %v", n, err)
	}
}
