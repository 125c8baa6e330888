package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store/storetest"
)

func TestSuite(t *testing.T) {
	db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	storetest.Run(t, db, 20)
}
