package collector_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/safar-cx/safar/collector"
)

// A shop mounts a collector beside its own pages.
func Example() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	dir, err := os.MkdirTemp("", "safar")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	c, err := collector.Create(collector.Config{Dir: filepath.Join(dir, "data")})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	go c.Run(ctx)
	made, err := c.AddSite(ctx, collector.SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR"})
	if err != nil {
		log.Fatal(err)
	}

	shop := http.NewServeMux()
	shop.Handle("/safar/", http.StripPrefix("/safar", c.Handler()))

	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/safar/v1/events",
		strings.NewReader(`{"events":[{"name":"share","customer_id":"C-1"}]}`))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+made.ServerKey)
	answer := httptest.NewRecorder()
	shop.ServeHTTP(answer, request)
	fmt.Println(strings.TrimSpace(answer.Body.String()))
	// Output: {"accepted":1,"duplicates":0,"discarded":0,"rejected":[]}
}
