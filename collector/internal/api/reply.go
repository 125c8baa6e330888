package api

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// raw is a body that is sent as it is; the header of its reply says what it is.
type raw []byte

// feed is a body without an end of its own: it is written until somebody has enough.
type feed func(w http.ResponseWriter) error

// reply is what a handler answers: a status and a body that becomes JSON unless it is raw, a
// feed or a stream, nil for none. Streams are sent by API.send.
type reply struct {
	status int
	body   any
	header http.Header // beyond what every answer carries
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

// write sends the reply. Headers that were set on w before stay.
func (r reply) write(w http.ResponseWriter) error {
	for name, values := range r.header {
		w.Header()[name] = values
	}
	if r.body == nil {
		w.WriteHeader(r.status)
		return nil
	}
	if write, feeds := r.body.(feed); feeds {
		w.WriteHeader(r.status)
		return write(w)
	}
	body, isRaw := r.body.(raw)
	if !isRaw {
		text, err := json.Marshal(r.body)
		if err != nil {
			return err
		}
		body = append(text, '\n')
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(r.status)
	_, err := w.Write(body)
	return err
}
