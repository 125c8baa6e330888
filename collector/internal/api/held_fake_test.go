package api

import (
	"context"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

// fakeCustomers hold nothing of anybody.
type fakeCustomers struct{}

func (fakeCustomers) Holdings(context.Context, int64, string) (store.Holdings, error) {
	return store.Holdings{}, nil
}

func (fakeCustomers) BeginErasing(context.Context, int64, string) error { return nil }

func (fakeCustomers) Erasing(context.Context, time.Duration) (store.Erasing, error) {
	return store.Erasing{}, nil
}

func (fakeCustomers) Older(context.Context, int64, int64) (store.Older, error) {
	return store.Older{}, nil
}

func fakeInventory(context.Context) ([]store.HeldTable, error) {
	return []store.HeldTable{{Part: store.HeldEvents, Table: "event", Columns: []store.HeldColumn{{Name: "seq", What: "Order."}}}}, nil
}

func fakeSetSite(_ context.Context, name string, _ func(*account.SiteSpec)) (store.Site, error) {
	return store.Site{Name: name, Timezone: "UTC"}, nil
}
