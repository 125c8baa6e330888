package api

import (
	"net/http"

	"github.com/safar-cx/safar/collector/internal/ingest"
)

// Opening answers while a store is being opened, which takes its time when the schema of much
// data is brought up to date: the process lives, and whoever wants something else is to come
// again.
func Opening() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := replyTo(&problem{string(ingest.Unavailable), "The data is being opened.", "Nothing was taken; send it again later."})
		if r.URL.Path == "/healthz" {
			answer = ok(healthJSON{"ok"})
		}
		secure(w.Header())
		_ = answer.write(w) // the client is gone, which is no news here
	})
}
