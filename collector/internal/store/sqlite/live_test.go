package sqlite

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func TestLive(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, func(db *DB) folder { return folding{db} })
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	robot := at(3000, "robot", "")
	robot.Hit.Bot = "named"
	cart := at(4000, "a", "")
	cart.Hit.Event.Name = event.NameAddToCart
	order := at(5000, "b", "")
	order.Hit.Event.Name = event.NamePurchase
	order.Hit.Event.Params = event.Params{"transaction_id": "T", "value": "12900", "currency": "IRR"}
	appendAll(t, db, site.ID, at(-10_000_000, "old", ""), at(1000, "a", ""), at(2000, "b", ""), robot, cart, order)
	appendAll(t, db, other.ID, at(6000, "else", ""))
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	q := store.LiveQuery{Site: site.ID, Since: noon - 1_800_000, Now: noon + 10_000, Today: noon - 1000, Currency: "IRR", Window: 24 * time.Hour}
	var seen []string
	see := func(h *journey.Hit) { seen = append(seen, h.Event.ID) }
	live, err := db.Live(t.Context(), q, see)
	if err != nil || strings.Join(seen, " ") != "e1000 e2000 e4000 e5000" {
		t.Errorf("seen %v, %v", seen, err)
	}
	if fmt.Sprint(live) != "{7 map[direct:2] 1 1 12900}" {
		t.Errorf("live %v", live)
	}
	seen, q.After = nil, live.Last
	robot.Hit.Event.ID, robot.Sent = "e7", noon+7
	appendAll(t, db, site.ID, at(-9_000_000, "old", ""), robot, at(8000, "a", ""))
	if live, err = db.Live(t.Context(), q, see); err != nil || strings.Join(seen, " ") != "e8000" || live.Last != 10 {
		t.Errorf("then seen %v, %+v, %v", seen, live, err)
	}
	q.Now, q.Today = noon+48*3_600_000, noon+36_000_000 // the cart's window is over, and so is the day
	if live, err = db.Live(t.Context(), q, see); err != nil || live.CartsOpen != 0 || live.Orders != 0 || live.Revenue != 0 {
		t.Errorf("two days later %+v, %v", live, err)
	}
}

func TestLiveIsFoundByIndexes(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, nil)
	args := liveArgs(store.LiveQuery{})
	for query, index := range map[string]string{
		liveFirst: "event_time (site=? AND time>?)", liveNext: "INTEGER PRIMARY KEY (rowid>?)",
		liveChannels: "session_start (site=? AND start>? AND start<?)", liveCarts: "cart_opened (site=? AND opened>? AND opened<?)",
		liveOrders: "placed_time (site=? AND time>? AND time<?)",
	} {
		if plan := explained(t, db, query, args...); !strings.Contains(plan, index) {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}
