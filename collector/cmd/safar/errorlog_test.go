package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestErrorLogKeepsNoAddress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := errorLog(slog.New(slog.NewTextHandler(&out, nil)))
	log.Printf("http: panic serving %s: boom\nmain.go:7", "192.0.2.7:4711")
	log.Printf("http: TLS handshake error from %s: EOF", "[2001:db8::7]:4711")
	got := out.String()
	if strings.Contains(got, "192.0.2.7") || strings.Contains(got, "2001:db8") || strings.Contains(got, "4711") {
		t.Errorf("an address is logged:\n%s", got)
	}
	if !strings.Contains(got, `http: panic serving (address): boom\nmain.go:7`) || strings.Count(got, "level=WARN") != 2 {
		t.Errorf("what happened is not logged:\n%s", got)
	}
}
