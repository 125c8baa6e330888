package transfer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// Plain strips what wraps a text: gzip compression, known by its first bytes whatever the
// file is called, and the byte order mark that spreadsheets write.
func Plain(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if head, _ := b.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("read gzip: %w", err)
		}
		b = bufio.NewReader(z)
	}
	if head, _ := b.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		if _, err := b.Discard(3); err != nil {
			return nil, err
		}
	}
	if head, _ := b.Peek(2); bytes.Equal(head, []byte{0xff, 0xfe}) || bytes.Equal(head, []byte{0xfe, 0xff}) {
		return nil, fmt.Errorf("the file is UTF-16; save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)")
	}
	return b, nil
}
