package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// The bounds of a body, in bytes.
const (
	MaxWire     = 1 << 20 // as it travels, compressed or not
	MaxInflated = 8 << 20
)

// zstdWindow bounds what a zstd frame may make the decoder remember. Every ordinary level
// stays within it; no body is longer anyway.
const zstdWindow = MaxInflated

// BodyReader reads bodies of requests within their bounds. The zero value is ready; it is
// safe for concurrent use and keeps decoders for the next body.
type BodyReader struct {
	gzips, zstds sync.Pool
}

// CheckMedia refuses bodies of a type or coding that can't be read, by the Content-Type and
// Content-Encoding headers, before anything of the body is. Its error is an *Error.
func CheckMedia(contentType, contentEncoding string) error {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || media != "application/json" && media != "text/plain" {
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

const tooLargeHint = "Send fewer events at a time; nothing of these was taken."

func coding(contentEncoding string) string {
	c := strings.ToLower(strings.TrimSpace(contentEncoding))
	if c == "identity" {
		return ""
	}
	return c
}

// Read reads a body and inflates it. It stops at the first byte over a bound, so a small
// body that inflates to gigabytes costs no more than MaxInflated. Its error is an *Error.
// The coding must have passed CheckMedia.
func (b *BodyReader) Read(body io.Reader, contentEncoding string) ([]byte, error) {
	wire, err := readUpTo(body, MaxWire)
	if errors.Is(err, errTooLong) {
		return nil, &Error{Code: TooLarge, Message: "The body is longer than 1 MiB.", Hint: tooLargeHint}
	}
	if err != nil {
		return nil, &Error{Code: BadRequest, Message: "The body broke off.", Err: err}
	}
	c := coding(contentEncoding)
	if c == "" {
		return wire, nil
	}
	plain, err := b.inflate(wire, c)
	if errors.Is(err, errTooLong) {
		return nil, &Error{Code: TooLarge, Message: "The body inflates to more than 8 MiB.", Hint: tooLargeHint}
	}
	if err != nil {
		return nil, &Error{Code: BadRequest, Message: "The body is no valid " + c + ".", Err: err}
	}
	return plain, nil
}

func (b *BodyReader) inflate(wire []byte, coding string) ([]byte, error) {
	if coding == "gzip" {
		r, _ := b.gzips.Get().(*gzip.Reader)
		if r == nil {
			r = new(gzip.Reader)
		}
		defer b.gzips.Put(r)
		if err := r.Reset(bytes.NewReader(wire)); err != nil {
			return nil, err
		}
		return readUpTo(r, MaxInflated)
	}
	r, _ := b.zstds.Get().(*zstd.Decoder)
	if r == nil {
		var err error
		r, err = zstd.NewReader(nil,
			zstd.WithDecoderConcurrency(1), // no goroutines, so a pool may drop it
			zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(zstdWindow),
			zstd.WithDecoderMaxMemory(2*MaxInflated))
		if err != nil {
			return nil, err
		}
	}
	defer b.zstds.Put(r)
	if err := r.Reset(bytes.NewReader(wire)); err != nil {
		return nil, err
	}
	plain, err := readUpTo(r, MaxInflated)
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return nil, errTooLong
	case err != nil:
		return nil, err
	}
	// Let go of the body before the decoder waits in the pool.
	return plain, r.Reset(nil)
}

var errTooLong = errors.New("too long")

// readUpTo reads all of r, or returns errTooLong when there is more than limit.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit {
		return nil, errTooLong
	}
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// clip shortens text from outside before it is quoted in a message.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
