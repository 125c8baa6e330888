package pages

import (
	"encoding/binary"
	"errors"
)

// leaf is the first byte of a page that holds rows of a table.
const leaf = 0x0d

// maxPayload is more than any row of ours has. A length beyond it, or beyond what the file has
// room for, is read from what is broken.
const maxPayload = 16 << 20

// Row is a row of a table with a rowid.
type Row struct {
	ID int64
	// Values are nil, int64, float64, string or []byte. An integer primary key, which is
	// the ID, stands there as nil.
	Values []any
}

// Rows returns the rows on a page that can be read, none on a page that is no leaf of a
// table. An error is one of reading the file.
func (f *File) Rows(n int64) (rows []Row, err error) {
	page, err := f.page(n)
	if err != nil {
		return nil, err
	}
	header := 0
	if n == 1 {
		header = headerSize
	}
	if page[header] != leaf {
		return nil, nil
	}
	cells := int(binary.BigEndian.Uint16(page[header+3:]))
	for i := range cells {
		at := header + 8 + 2*i
		if at+2 > f.usable {
			break
		}
		row, err := f.row(page, int(binary.BigEndian.Uint16(page[at:])))
		if errors.Is(err, errBroken) {
			continue
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// row reads the cell that begins at a place on a page.
func (f *File) row(page []byte, at int) (Row, error) {
	if at < 8 || at >= f.usable {
		return Row{}, errBroken
	}
	cell := page[at:f.usable]
	length, n := uvarint(cell)
	id, m := uvarint(cell[n:])
	if n == 0 || m == 0 || length > maxPayload || length > uint64(f.count)*uint64(f.usable) {
		return Row{}, errBroken
	}
	payload, err := f.payload(cell[n+m:], int(length))
	if err != nil {
		return Row{}, err
	}
	values, err := record(payload)
	return Row{int64(id), values}, err
}

// payload puts together what of a row stands in its cell and what in overflow pages.
func (f *File) payload(cell []byte, length int) ([]byte, error) {
	local := length
	if most := f.usable - 35; length > most {
		least := (f.usable-12)*32/255 - 23
		local = least + (length-least)%(f.usable-4)
		if local > most {
			local = least
		}
	}
	if local > len(cell) {
		return nil, errBroken
	}
	payload := append(make([]byte, 0, length), cell[:local]...)
	if local == length {
		return payload, nil
	}
	if local+4 > len(cell) {
		return nil, errBroken
	}
	next := binary.BigEndian.Uint32(cell[local:])
	for len(payload) < length {
		page, err := f.page(int64(next))
		if err != nil {
			return nil, err
		}
		next = binary.BigEndian.Uint32(page)
		payload = append(payload, page[4:min(f.usable, 4+length-len(payload))]...)
	}
	return payload, nil
}
