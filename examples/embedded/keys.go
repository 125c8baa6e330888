package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/safar-cx/safar/collector"
)

// keys are the secrets of the shop's one site. A collector shows them once, when the site is
// made, so the shop keeps them beside its data.
type keys struct {
	Browser string `json:"browser_key"`
	Server  string `json:"server_key"`
	Read    string `json:"read_token"`
}

func keysFile(dir string) string { return filepath.Join(dir, "keys.json") }

// keysOf reads the keys, on the first run after making the site.
func keysOf(ctx context.Context, c *collector.Collector, dir string) (keys, error) {
	path := keysFile(dir)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newKeys(ctx, c, path)
	}
	if err != nil {
		return keys{}, fmt.Errorf("read the keys: %w", err)
	}
	var k keys
	if err := json.Unmarshal(text, &k); err != nil {
		return keys{}, fmt.Errorf("read the keys in %s: %w", path, err)
	}
	return k, nil
}

func newKeys(ctx context.Context, c *collector.Collector, path string) (keys, error) {
	made, err := c.AddSite(ctx, collector.SiteSpec{Name: "main", Timezone: "Europe/Berlin", Currency: "EUR"})
	if err != nil {
		return keys{}, fmt.Errorf("make the site: %w", err)
	}
	k := keys{Browser: made.BrowserKey, Server: made.ServerKey, Read: made.ReadToken}
	text, err := json.Marshal(k)
	if err != nil {
		return keys{}, err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return keys{}, fmt.Errorf("keep the keys: %w", err)
	}
	return k, nil
}
