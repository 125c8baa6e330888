package sdk

import (
	"compress/gzip"
	"io"
)

// zipper compresses bodies and files, one at a time, with one state for all: it takes most of
// a megabyte.
type zipper struct{ fast, plain *gzip.Writer }

func newZipper() *zipper {
	fast, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // only an unknown level is refused
	return &zipper{fast: fast}
}

// to returns a writer to out, which has to be closed before the next one is asked for. In a
// hurry it does not compress; what is written is read in the same way.
func (z *zipper) to(out io.Writer, hurry bool) *gzip.Writer {
	w := z.fast
	if hurry {
		if z.plain == nil {
			z.plain, _ = gzip.NewWriterLevel(nil, gzip.NoCompression)
		}
		w = z.plain
	}
	w.Reset(out)
	return w
}

// from reads what was written, and fails where it is torn. The memory is used when it is
// enough; more than limit is an error.
func (z *zipper) from(in io.Reader, into []byte, limit int) ([]byte, error) {
	r, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	return readAll(r, into, limit)
}
