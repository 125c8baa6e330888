package pages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// headerSize is the length of the file's header, with which the first page begins.
const headerSize = 100

// File is a SQLite file whose log was moved into it.
type File struct {
	in     io.ReaderAt
	size   int // of a page
	usable int // of it
	count  int64
}

// Open reads the header of a file of that length.
func Open(in io.ReaderAt, length int64) (*File, error) {
	header := make([]byte, headerSize)
	if _, err := in.ReadAt(header, 0); err != nil {
		return nil, fmt.Errorf("read the header: %w", err)
	}
	size := int(binary.BigEndian.Uint16(header[16:]))
	if size == 1 {
		size = 1 << 16
	}
	f := &File{in: in, size: size, usable: size - int(header[20])}
	if size < 512 || size&(size-1) != 0 || f.usable < 480 {
		return nil, errors.New("the header names no size of pages")
	}
	f.count = length / int64(size)
	return f, nil
}

// Count is the number of whole pages. They are numbered from 1.
func (f *File) Count() int64 { return f.count }

func (f *File) page(n int64) ([]byte, error) {
	if n < 1 || n > f.count {
		return nil, errBroken
	}
	page := make([]byte, f.size)
	_, err := f.in.ReadAt(page, (n-1)*int64(f.size))
	return page, err
}

// errBroken says that a page or a row is not what it says of itself.
var errBroken = errors.New("broken page")
