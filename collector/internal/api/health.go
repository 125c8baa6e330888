package api

import (
	"context"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
)

// readyWithin is how long the store may take to answer before requests had better go
// elsewhere.
const readyWithin = time.Second

type healthJSON struct {
	Status string `json:"status"`
}

func (a *API) health(context.Context, *call) (reply, error) {
	return ok(healthJSON{"ok"}), nil
}

func (a *API) ready(ctx context.Context, _ *call) (reply, error) {
	if a.draining.Load() {
		return reply{}, &problem{string(ingest.Unavailable), "The program is stopping.", ""}
	}
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	if _, err := a.sites.Sites(ctx); err != nil {
		return reply{}, fmt.Errorf("ask the store: %w", err)
	}
	return ok(healthJSON{"ok"}), nil
}
