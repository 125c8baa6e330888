package api

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/ingest"
)

// maxForm bounds a body that a person filled in, in bytes.
const maxForm = 4 << 10

// readJSON reads a body of JSON that is no batch of events. A field that v does not have is
// refused: a misspelt one would be lost without a word.
func readJSON(c *call, v any) error {
	media, _, err := mime.ParseMediaType(c.Request.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return &problem{string(ingest.UnsupportedMediaType), "The body must be JSON.", "Send Content-Type: application/json."}
	}
	decoder := json.NewDecoder(http.MaxBytesReader(nil, c.Body, maxForm))
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
		return &problem{string(ingest.TooLarge), "The body is too large.", "Send at most 4 KiB."}
	}
	// What the decoder says may repeat what was sent, a password for example.
	return &problem{string(ingest.BadJSON), "The body is not the JSON that is expected here.", "/api/v1/openapi.json describes it."}
}
