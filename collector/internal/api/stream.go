package api

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	// streamBuffer is how much of a streamed body is held back: what fails before so much
	// was written is answered like anything that fails.
	streamBuffer = 64 << 10
	// streamPatience is how long a reader may take for each such piece. It stands in for the
	// server's bound on whole answers, which may be of any length here.
	streamPatience = 60 * time.Second
)

// stream is a body that is written as it is made, in constant memory.
type stream func(w io.Writer) error

// cutOffError says that a streamed body broke off after a part of it was sent.
type cutOffError struct{ err error }

func (e *cutOffError) Error() string { return "answer cut off: " + e.err.Error() }
func (e *cutOffError) Unwrap() error { return e.err }

// write sends the body with a status. An error after its beginning has left is a
// *cutOffError: then the connection must be broken, so that nobody takes a part for the
// whole.
func (s stream) write(w http.ResponseWriter, status int) error {
	p := &pieces{w: w, status: status}
	out := bufio.NewWriterSize(p, streamBuffer)
	err := s(out)
	if err == nil {
		err = out.Flush()
	}
	switch {
	case err != nil && p.begun:
		return &cutOffError{err}
	case err != nil:
		return fmt.Errorf("nothing sent: %w", err)
	case !p.begun:
		w.WriteHeader(status)
	}
	return nil
}

// pieces sends what is written to it, with more time for each piece.
type pieces struct {
	w      http.ResponseWriter
	status int
	begun  bool
}

// Write implements io.Writer.
func (p *pieces) Write(b []byte) (int, error) {
	// Where there is no connection, there is no deadline either.
	_ = http.NewResponseController(p.w).SetWriteDeadline(time.Now().Add(streamPatience))
	if !p.begun {
		p.begun = true
		p.w.WriteHeader(p.status)
	}
	return p.w.Write(b)
}
