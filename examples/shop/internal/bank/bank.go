package bank

import (
	"context"
	"embed"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

//go:embed page.html bank.css
var files embed.FS

// Config says who the bank works for.
type Config struct {
	// URL is where the bank is reached, ShopURL the only shop that it sends shoppers back to
	// and calls. Both without a slash at the end. Required.
	URL, ShopURL string
	// Stall is how long the bank's page hangs when the shopper asks for a slow bank.
	// Defaults to 20 seconds.
	Stall time.Duration
	// NotifyAfter is how long the bank waits for the shop to ask about an approved payment
	// before it calls. Defaults to 5 seconds.
	NotifyAfter time.Duration
	// Log gets what goes wrong. Defaults to silence.
	Log *slog.Logger
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

// Bank is a payment gateway.
type Bank struct {
	config Config
	page   *template.Template
	ledger ledger
	client *http.Client

	// ctx ends with the bank, and calls holds what has to end before.
	ctx   context.Context
	stop  context.CancelFunc
	calls sync.WaitGroup
}

// New makes a bank. Call Close in the end.
func New(c Config) (*Bank, error) {
	page, err := template.ParseFS(files, "page.html")
	if err != nil {
		return nil, err
	}
	if c.Stall == 0 {
		c.Stall = 20 * time.Second
	}
	if c.NotifyAfter == 0 {
		c.NotifyAfter = 5 * time.Second
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	ctx, stop := context.WithCancel(context.Background())
	return &Bank{
		config: c, page: page, ledger: ledger{all: map[string]*entry{}},
		client: &http.Client{Timeout: 10 * time.Second},
		ctx:    ctx, stop: stop,
	}, nil
}

// Close ends the bank's own calls and waits for them.
func (b *Bank) Close() {
	b.stop()
	b.calls.Wait()
}

// Handler serves the bank's pages and its API.
func (b *Bank) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/payments", b.create)
	mux.HandleFunc("POST /api/payments/{id}/verify", b.verify)
	mux.HandleFunc("GET /pay/{id}", b.show)
	mux.HandleFunc("POST /pay/{id}", b.decide)
	mux.Handle("GET /bank.css", http.FileServerFS(files))
	return http.NewCrossOriginProtection().Handler(mux)
}
