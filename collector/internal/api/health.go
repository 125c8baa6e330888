package api

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
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
	switch err := a.store.Ready(ctx); {
	case errors.Is(err, context.DeadlineExceeded):
		return reply{}, &problem{string(ingest.Unavailable), "The store does not answer.", "The disk may be slow or gone."}
	case errors.Is(err, store.ErrUnavailable):
		return reply{}, &problem{string(ingest.Unavailable), sentence(err.Error()), "It is tried again whenever this is asked."}
	case err != nil:
		return reply{}, fmt.Errorf("ask the store: %w", err)
	}
	return ok(healthJSON{"ok"}), nil
}
