package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// TestErasingInACrowd erases a customer among more visitors than a household may have, who all
// share the id of a cart: what carries the customer's id goes, with its orders and messages, and
// nobody else's event does.
func TestErasingInACrowd(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	var crowd []store.Record
	for i := range mostVisitors + 1 {
		crowd = append(crowd, hit(event.NameAddToCart, noon+int64(i), func(h *journey.Hit) {
			h.Visitor, h.Event.CartID = fmt.Sprint("v", i), "0"
			h.Event.VisitorID = h.Visitor
		}))
	}
	theirs := append(lifeOf(canary, canary+"-v", noon+dayMS), lifeOf(canary, "v7", noon+2*dayMS)...)
	for i := range theirs {
		theirs[i].Hit.Event.CartID = "0"
	}
	later := hit(event.NameMessageOpened, noon+3*dayMS, func(h *journey.Hit) { // which names nobody
		h.Event.Params["message_id"], h.Event.Params["text"] = fmt.Sprintf("%s-%d", canary, noon+dayMS), canary
	})
	deliverAll(t, db, site.ID, append(append(crowd, theirs...), later))
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM (SELECT household FROM node WHERE kind = 1 GROUP BY household HAVING count(*) > 1000)"); n != 1 {
		t.Fatalf("%d crowds, want one", n)
	}
	dir := filepath.Dir(db.config.Path)
	if canaries(t, dir) == 0 {
		t.Fatal("the search finds nothing")
	}
	if err := db.Erase(t.Context(), site.ID, canary); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, dir); n != 0 {
		t.Errorf("the canary stands there %d times", n)
	}
	if n := count(t, db, "SELECT count(*) FROM event"); n != len(crowd) {
		t.Errorf("%d events are left, want the crowd's %d", n, len(crowd))
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}
