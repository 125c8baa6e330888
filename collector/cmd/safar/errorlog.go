package main

import (
	"log"
	"log/slog"
	"net/netip"
	"regexp"
	"strings"
)

// errorLog hands what net/http has to say to a logger, without whose connection it was.
func errorLog(to *slog.Logger) *log.Logger { return log.New(addressless{to}, "", 0) }

// addressless writes lines to a logger without the addresses in them.
type addressless struct{ to *slog.Logger }

var word = regexp.MustCompile(`\S+`)

// Write implements io.Writer for a log.Logger, which writes a message at a time.
func (a addressless) Write(message []byte) (int, error) {
	text := word.ReplaceAllStringFunc(strings.TrimSpace(string(message)), func(w string) string {
		bare := strings.TrimRight(w, ":,;")
		if _, err := netip.ParseAddrPort(bare); err != nil {
			return w
		}
		return "(address)" + w[len(bare):]
	})
	a.to.Warn("the HTTP server complains", "about", text)
	return len(message), nil
}
