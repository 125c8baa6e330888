package shop

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/bank"
	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
)

// Shop is a shop and its bank.
type Shop struct {
	config Config
	safar  *sdk.Client
	store  *store.Store
	pages  *pages
	bank   *bank.Bank
	client *http.Client // for the bank
	router *echo.Echo
}

// New opens a shop. It does not listen: serve Handler at Config.URL and Gateway at
// Config.GatewayURL, and call Close when both have stopped.
func New(c Config) (*Shop, error) {
	c = c.withDefaults()
	if err := c.validate(); err != nil {
		return nil, err
	}
	pages, err := newPages()
	if err != nil {
		return nil, fmt.Errorf("shop: read the pages: %w", err)
	}
	s := &Shop{config: c, pages: pages, client: &http.Client{Timeout: 5 * time.Second}}
	if s.bank, err = bank.New(bank.Config{
		URL: c.GatewayURL, ShopURL: c.URL, Stall: c.Stall, NotifyAfter: c.NotifyAfter, Log: c.Logger, Now: c.Now,
	}); err != nil {
		return nil, fmt.Errorf("shop: %w", err)
	}
	if s.safar, err = newSafar(c); err != nil {
		return nil, fmt.Errorf("shop: %w", err)
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("shop: make the folder of the database: %w", err)
	}
	if s.store, err = store.Open(context.Background(), c.Dir, opening(), c.Now); err != nil {
		return nil, fmt.Errorf("shop: %w", err)
	}
	s.router = s.routes()
	return s, nil
}

// Handler serves the shop.
func (s *Shop) Handler() http.Handler { return s.router }

// Gateway serves the bank.
func (s *Shop) Gateway() http.Handler { return s.bank.Handler() }

// Close ends the bank's calls, sends the events that wait, for two seconds at most, and closes
// the database. The error tells of events that were lost. Later calls do nothing new.
func (s *Shop) Close() error {
	s.bank.Close()
	s.client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	lost := s.safar.Close(ctx)
	if err := s.store.Close(); err != nil {
		return fmt.Errorf("shop: close the database: %w", err)
	}
	if lost != nil {
		return fmt.Errorf("shop: %w", lost)
	}
	return nil
}

// opening is how many pieces of each product a new shop has.
func opening() map[string]int {
	stock := map[string]int{}
	for _, p := range goods.Products() {
		stock[p.ID] = p.Pieces
	}
	return stock
}
