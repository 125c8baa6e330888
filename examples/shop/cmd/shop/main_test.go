package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"strings"
	"testing"
)

// lines hands on what is written to it.
type lines chan string

func (l lines) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}

func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	said, ended := make(lines, 10), make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"--addr", "127.0.0.1:0", "--gateway-addr", "127.0.0.1:0", "--data", t.TempDir()}, said)
	}()
	var line string
	select {
	case line = <-said:
	case err := <-ended:
		t.Fatal(err)
	}
	shop, bank, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "shop at ")), ", bank at ")
	if !ok {
		t.Fatalf("it says %q", line)
	}
	for url, want := range map[string]string{shop: "saffron", bank + "/bank.css": "button"} {
		answer, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s answers %s, %v", url, answer.Status, err)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}

func TestUsage(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want error
	}{
		"help":         {[]string{"--help"}, flag.ErrHelp},
		"unknown flag": {[]string{"--nothing"}, errUsage},
	} {
		var out bytes.Buffer
		if err := run(t.Context(), c.args, &out); !errors.Is(err, c.want) || !strings.Contains(out.String(), "-addr") {
			t.Errorf("%s: %v\n%s", name, err, out.String())
		}
	}
	err := run(t.Context(), []string{"--addr", "127.0.0.1:0", "--gateway-addr", "127.0.0.1:0", "--data", t.TempDir(),
		"--collector", "http://127.0.0.1:1", "--server-key", "", "--browser-key", ""}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "ServerKey") {
		t.Errorf("a collector without keys: %v", err)
	}
}
