package bank

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// The bank calls the shop so often, and waits twice as long each time.
const notifyTries = 5

// Notice is what the bank tells the shop's server: ask me about this payment.
type Notice struct {
	ID string `json:"id"`
}

// approve approves a payment and sees to it that the shop hears of it.
func (b *Bank) approve(id string, ask Request) {
	if !b.ledger.decide(id, Approved, "") {
		return
	}
	b.calls.Go(func() {
		pause := b.config.NotifyAfter
		for range notifyTries {
			if !sleep(b.ctx, pause) || !b.ledger.unasked(id) {
				return
			}
			err := b.notify(ask.NotifyURL, id)
			if err == nil {
				return
			}
			b.config.Log.Info("the bank could not reach the shop", "error", err)
			pause *= 2
		}
	})
}

func (b *Bank) notify(url, id string) error {
	body, err := json.Marshal(Notice{ID: id})
	if err != nil {
		return fmt.Errorf("write a notice: %w", err)
	}
	r, err := http.NewRequestWithContext(b.ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a notice: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := b.client.Do(r)
	if err != nil {
		return fmt.Errorf("send a notice: %w", err)
	}
	answer.Body.Close()
	if answer.StatusCode >= 300 {
		return fmt.Errorf("send a notice: %s", answer.Status)
	}
	return nil
}

// sleep tells whether the time passed before ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
