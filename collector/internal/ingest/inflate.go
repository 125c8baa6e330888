package ingest

import (
	"bytes"
	"errors"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// inflater holds decoders, which are made when first needed and serve one body at a time.
type inflater struct {
	gzip *gzip.Reader
	zstd *zstd.Decoder
}

// inflate inflates wire into memory that counts as the body's. Its errors are errTooLong,
// errNoRoom and those of the decoders.
func (i *inflater) inflate(body *Body, wire []byte, coding string) ([]byte, error) {
	if coding == "gzip" {
		return i.gunzip(body, wire)
	}
	return i.unzstd(body, wire)
}

func (i *inflater) gunzip(body *Body, wire []byte) ([]byte, error) {
	if i.gzip == nil {
		i.gzip = new(gzip.Reader)
	}
	if err := i.gzip.Reset(bytes.NewReader(wire)); err != nil {
		return nil, err
	}
	return body.readUpTo(i.gzip, -1, MaxInflated)
}

func (i *inflater) unzstd(body *Body, wire []byte) ([]byte, error) {
	if i.zstd == nil {
		var err error
		i.zstd, err = zstd.NewReader(nil,
			zstd.WithDecoderConcurrency(1), // no goroutines that would have to be stopped
			zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(zstdWindow),
			zstd.WithDecoderMaxMemory(2*MaxInflated))
		if err != nil {
			return nil, err
		}
	}
	if err := i.zstd.Reset(bytes.NewReader(wire)); err != nil {
		return nil, err
	}
	plain, err := body.readUpTo(i.zstd, -1, MaxInflated)
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return nil, errTooLong
	case err != nil:
		return nil, err
	}
	return plain, i.zstd.Reset(nil) // lets go of the body
}
