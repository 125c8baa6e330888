package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
)

// The bounds of bodies, in bytes.
const (
	MaxWire     = 1 << 20  // of one as it travels, compressed or not
	MaxInflated = 8 << 20  // of one
	MaxTogether = 64 << 20 // of all that are being read or decoded at once
)

// inflaters is how many bodies are inflated at once; others wait for their turn. Each makes
// some 200 MB of JSON a second, far more than is decoded and stored meanwhile, and keeps up
// to 16 MiB of memory of its own.
const inflaters = 4

// zstdWindow bounds what a zstd frame may make the decoder remember. Every ordinary level
// stays within it; no body is longer anyway.
const zstdWindow = MaxInflated

// BodyReader reads bodies of requests within their bounds, those of each and those of all
// together. It is safe for concurrent use.
type BodyReader struct {
	arrivals *arrivals
	idle     chan *inflater
}

// NewBodyReader makes a BodyReader that holds together bytes of bodies at most; 0 means
// MaxTogether.
func NewBodyReader(together int64) *BodyReader {
	if together == 0 {
		together = MaxTogether
	}
	b := &BodyReader{arrivals: newArrivals(together), idle: make(chan *inflater, inflaters)}
	for range inflaters {
		b.idle <- &inflater{}
	}
	return b
}

// CheckMedia refuses bodies of a type or coding that can't be read, by the Content-Type and
// Content-Encoding headers, before anything of the body is. Its error is an *Error.
func CheckMedia(contentType, contentEncoding string) error {
	if !takes(contentType) {
		return &Error{Code: UnsupportedMediaType,
			Message: fmt.Sprintf("Content-Type %q is not taken.", clip(contentType, 100)),
			Hint:    "Send application/json, or text/plain holding JSON."}
	}
	switch coding(contentEncoding) {
	case "", "gzip", "zstd":
		return nil
	}
	return &Error{Code: UnsupportedMediaType,
		Message: fmt.Sprintf("Content-Encoding %q is not taken.", clip(contentEncoding, 100)),
		Hint:    "Send gzip, zstd or no coding."}
}

// takes tells whether bodies of a type are read. Nearly all are of the first.
func takes(contentType string) bool {
	if contentType == "application/json" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return (err == nil || errors.Is(err, mime.ErrInvalidMediaParameter)) && (media == "application/json" || media == "text/plain")
}

const tooLargeHint = "Send fewer events at a time; nothing of these was taken."

func coding(contentEncoding string) string {
	c := strings.ToLower(strings.TrimSpace(contentEncoding))
	if c == "identity" {
		return ""
	}
	return c
}

// Read reads a body and inflates it. It stops at the first byte over a bound, so a small
// body that inflates to gigabytes costs no more than MaxInflated, and it takes room only for
// what has arrived; see arrivals for who makes way when that is not enough. Release the body
// when its events are stored. The error is an *Error, or that of ctx.
func (b *BodyReader) Read(ctx context.Context, arrival Arrival) (*Body, error) {
	out := b.arrivals.begin(arrival.Stop)
	done := false
	defer func() {
		if !done {
			out.Release()
		}
	}()
	wire, err := out.readUpTo(arrival.Body, arrival.Length, MaxWire)
	if !b.arrivals.end(out) {
		err = errNoRoom
	}
	switch {
	case errors.Is(err, errTooLong):
		return nil, &Error{Code: TooLarge, Message: "The body is longer than 1 MiB.", Hint: tooLargeHint}
	case errors.Is(err, errNoRoom):
		return nil, busy()
	case err != nil:
		return nil, &Error{Code: BadRequest, Message: "The body broke off.", Err: err}
	}
	out.Bytes = wire
	if c := coding(arrival.Coding); c != "" {
		out.Bytes, err = b.inflate(ctx, out, wire, c)
		switch {
		case errors.Is(err, errTooLong):
			return nil, &Error{Code: TooLarge, Message: "The body inflates to more than 8 MiB.", Hint: tooLargeHint}
		case errors.Is(err, errNoRoom):
			return nil, busy()
		case err != nil && ctx.Err() != nil:
			return nil, err
		case err != nil:
			return nil, &Error{Code: BadRequest, Message: "The body is no valid " + c + ".", Err: err}
		}
		out.drop(wire)
	}
	done = true
	return out, nil
}

// inflate waits for its turn. Nothing that it waits for depends on a network.
func (b *BodyReader) inflate(ctx context.Context, out *Body, wire []byte, coding string) ([]byte, error) {
	select {
	case i := <-b.idle:
		defer func() { b.idle <- i }()
		return i.inflate(out, wire, coding)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func busy() *Error {
	return &Error{
		Code: Unavailable, Message: "Too much comes in at once.", Hint: "Nothing was taken; send it again later.",
		Err: &store.BusyError{Reason: store.BusyDecoding},
	}
}

// The reasons to stop reading.
var (
	errTooLong = errors.New("too long")
	errNoRoom  = errors.New("no room")
)

// smallestBuffer is what reading begins with, in bytes: most bodies are no longer.
const smallestBuffer = 4 << 10

// readUpTo reads all of r, which may be length bytes long, or returns errTooLong when there is
// more than limit and errNoRoom when other bodies take up too much.
func (b *Body) readUpTo(r io.Reader, length int64, limit int) (buf []byte, err error) {
	for {
		if len(buf) == cap(buf) {
			if buf, err = b.grow(buf, length+1, limit+1); err != nil {
				return nil, err
			}
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case len(buf) > limit:
			return nil, errTooLong
		case errors.Is(err, io.EOF):
			return buf, nil
		case err != nil:
			return nil, err
		}
	}
}

// clip shortens text from outside before it is quoted in a message.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
