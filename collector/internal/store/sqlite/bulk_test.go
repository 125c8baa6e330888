package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// What can't be written is said: an error of the statement's only step must not pass for none.
func TestChangeSaysWhatFailed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	pool := openPool(path, 1, forWriting)
	defer pool.Close()
	ctx := context.Background()
	if err := change(ctx, pool, "CREATE TABLE x (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0)) STRICT"); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time from the cache of statements
		if err := change(ctx, pool, "INSERT INTO x VALUES (?, ?), (?, ?)", 1, 1, 2, 1); err != nil {
			t.Fatal(err)
		}
		for _, row := range [][]any{{1, 1, 3, 1}, {3, 1, 4, -1}, {3, 1, 3, 1}, {4, "a", 5, 1}} {
			if err := change(ctx, pool, "INSERT INTO x VALUES (?, ?), (?, ?)", row...); err == nil {
				t.Errorf("%v was taken", row)
			}
		}
		var n int
		if err := pool.QueryRow("SELECT count(*) FROM x").Scan(&n); err != nil || n != 2 {
			t.Errorf("%d rows, %v", n, err)
		}
		if err := change(ctx, pool, "DELETE FROM x WHERE id > ?", 0); err != nil {
			t.Fatal(err)
		}
	}
}
