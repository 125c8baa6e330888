package pages

import (
	"encoding/binary"
	"math"
)

// record reads the values of a row.
func record(payload []byte) ([]any, error) {
	length, n := uvarint(payload)
	if n == 0 || length > uint64(len(payload)) || length < uint64(n) {
		return nil, errBroken
	}
	types, body := payload[n:length], payload[length:]
	var values []any
	for len(types) > 0 {
		kind, n := uvarint(types)
		if n == 0 {
			return nil, errBroken
		}
		types = types[n:]
		size, ok := sizeOf(kind)
		if !ok || size > uint64(len(body)) {
			return nil, errBroken
		}
		values = append(values, value(kind, body[:size]))
		body = body[size:]
	}
	return values, nil
}

// sizeOf is how many bytes a value of a type takes.
func sizeOf(kind uint64) (size uint64, ok bool) {
	if kind >= 12 {
		return (kind - 12) / 2, true
	}
	sizes := [...]uint64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	if kind >= uint64(len(sizes)) {
		return 0, false // reserved
	}
	return sizes[kind], true
}

func value(kind uint64, body []byte) any {
	switch {
	case kind == 0:
		return nil
	case kind == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(body))
	case kind >= 8 && kind <= 9:
		return int64(kind - 8)
	case kind >= 12 && kind%2 == 0:
		return body
	case kind >= 13:
		return string(body)
	}
	n := int64(int8(body[0]))
	for _, b := range body[1:] {
		n = n<<8 | int64(b)
	}
	return n
}

// uvarint reads one of SQLite's integers of 1 to 9 bytes and returns how many there were,
// 0 for none.
func uvarint(b []byte) (v uint64, n int) {
	for n < 8 && n < len(b) {
		v = v<<7 | uint64(b[n]&0x7f)
		n++
		if b[n-1] < 0x80 {
			return v, n
		}
	}
	if n == 8 && len(b) > 8 {
		return v<<8 | uint64(b[8]), 9
	}
	return 0, 0
}
