package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/ingest"
)

// What bounds a body that a person filled in, in bytes: a form, and a page of notes in any
// script, escaped or not.
const (
	maxForm = 4 << 10
	maxNote = 64 << 10
)

// readJSON reads a form. A field that v does not have is refused: a misspelt one would be
// lost without a word.
func readJSON(c *call, v any) error { return readBody(c, v, maxForm) }

// readBody reads a body of JSON that is no batch of events, as readJSON does.
func readBody(c *call, v any, most int64) error {
	media, _, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return &problem{string(ingest.UnsupportedMediaType), "The body must be JSON.", "Send Content-Type: application/json."}
	}
	decoder := json.NewDecoder(http.MaxBytesReader(nil, c.Body, most))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(v)
	if err == nil {
		_, err = decoder.Token() // nothing may follow
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &problem{string(ingest.TooLarge), "The body is too large.", fmt.Sprintf("Send at most %d KiB.", most>>10)}
	}
	// What the decoder says may repeat what was sent, a password for example.
	return &problem{string(ingest.BadJSON), "The body is not the JSON that is expected here.", "/api/v1/openapi.json describes it."}
}
