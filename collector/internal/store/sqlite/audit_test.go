package sqlite

import (
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

func TestTheAuditLogIsOnlyAddedTo(t *testing.T) {
	db := openTest(t)
	at := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	for _, after := range []time.Duration{0, 60 * 24 * time.Hour} {
		err := db.AddAudit(t.Context(), store.AuditEntry{At: at.Add(after), Actor: "safar", Action: "user_added", Object: "a@shop.example"}, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, statement := range []string{
		`UPDATE audit SET actor = 'somebody'`, `UPDATE audit SET object = ''`, `UPDATE audit SET at = 0`, `DELETE FROM audit`, `DELETE FROM audit WHERE id = 2`,
	} {
		if _, err := db.write.Exec(statement); err == nil || !strings.Contains(err.Error(), "only ever added to") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if _, err := db.write.Exec(`DELETE FROM audit WHERE id = 1`); err != nil {
		t.Errorf("what is old can't be let go of: %v", err)
	}
}
