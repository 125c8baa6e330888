package shop

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/safar-cx/safar/examples/shop/internal/bank"
	"github.com/safar-cx/safar/examples/shop/internal/store"
)

// askBank asks the bank for a payment of an order.
func (s *Shop) askBank(ctx context.Context, o store.Order) (bank.Payment, error) {
	return s.callBank(ctx, "/api/payments", bank.Request{
		Amount:    o.Sum.Total(),
		ReturnURL: s.config.URL + "/payment/return",
		NotifyURL: s.config.URL + "/payment/notify",
		Lang:      o.Lang,
	})
}

// verify asks the bank what became of a payment.
func (s *Shop) verify(ctx context.Context, payment string) (bank.Payment, error) {
	return s.callBank(ctx, "/api/payments/"+payment+"/verify", nil)
}

func (s *Shop) callBank(ctx context.Context, path string, say any) (bank.Payment, error) {
	body, err := json.Marshal(say)
	if err != nil {
		return bank.Payment{}, fmt.Errorf("write to the bank: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.config.GatewayURL+path, bytes.NewReader(body))
	if err != nil {
		return bank.Payment{}, fmt.Errorf("write to the bank: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := s.client.Do(r)
	if err != nil {
		return bank.Payment{}, fmt.Errorf("ask the bank: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		return bank.Payment{}, fmt.Errorf("ask the bank: %s", answer.Status)
	}
	var p bank.Payment
	if err := json.NewDecoder(answer.Body).Decode(&p); err != nil {
		return bank.Payment{}, fmt.Errorf("read the bank's answer: %w", err)
	}
	return p, nil
}
