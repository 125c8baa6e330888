package sdk

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// answer is what is known of the answer to a request. Headers are looked into when they
// leave: later, net/http makes a copy for whoever asks.
type answer struct {
	request  *http.Request // nil where nobody reports
	status   int           // 0 until the header is written
	location string        // of a redirect
	streamed bool
	taken    bool // the connection was taken over
	unseen   bool // the shopper had left before it began
	wanted   bool // whether anybody wants to know of a page
	page     bool // whether it is one that the shopper sees
}

// begin notices the status. One of 100 to 199 is a hint and no answer, but for 101.
func (a *answer) begin(status int, header http.Header, body []byte) {
	if a.request == nil || a.status != 0 || status < 200 && status != http.StatusSwitchingProtocols {
		return
	}
	a.status, a.unseen = status, a.left()
	if status >= 300 && status < 400 {
		a.location = header.Get("Location")
	}
	// One that was not modified is shown from the browser's own memory.
	a.page = a.wanted && (status == http.StatusNotModified ||
		status >= 200 && status < 300 && isHTML(header.Get("Content-Type"), body))
}

// left tells whether the shopper does not wait any more. A deadline is the shop's own.
func (a *answer) left() bool { return errors.Is(a.request.Context().Err(), context.Canceled) }

// final is the status of an answer that is over.
func (a *answer) final(panicked bool) int {
	switch {
	case a.status != 0:
		return a.status
	case a.taken && a.request.Header.Get("Upgrade") != "":
		return http.StatusSwitchingProtocols
	case a.taken:
		return 0 // whatever was answered, it was not by HTTP
	case panicked:
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

// isHTML tells whether a body is a page. Without a type it is looked at, as net/http and
// browsers do.
func isHTML(contentType string, body []byte) bool {
	if contentType == "" {
		contentType = http.DetectContentType(body)
	}
	return strings.HasPrefix(contentType, "text/html") || strings.HasPrefix(contentType, "application/xhtml+xml")
}
