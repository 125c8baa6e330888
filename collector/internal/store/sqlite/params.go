package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Tags of a stored param.
const (
	tagNull = iota
	tagFalse
	tagTrue
	tagText
	tagNumber
	tagList
	tagObject
)

// maxNesting bounds how deep a stored param may be read; what is accepted is far flatter.
const maxNesting = 64

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func appendObject(b []byte, object map[string]any) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(object)))
	var err error
	for _, key := range slices.Sorted(maps.Keys(object)) {
		b = appendText(b, key)
		if b, err = appendValue(b, object[key]); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return b, nil
}

func appendValue(b []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(b, tagNull), nil
	case bool:
		if v {
			return append(b, tagTrue), nil
		}
		return append(b, tagFalse), nil
	case string:
		return appendText(append(b, tagText), v), nil
	case json.Number:
		return appendText(append(b, tagNumber), string(v)), nil
	case []any:
		b = binary.AppendUvarint(append(b, tagList), uint64(len(v)))
		var err error
		for _, item := range v {
			if b, err = appendValue(b, item); err != nil {
				return nil, err
			}
		}
		return b, nil
	case map[string]any:
		return appendObject(append(b, tagObject), v)
	default:
		return nil, fmt.Errorf("param of type %T cannot be stored", value)
	}
}

// rowReader takes a stored hit apart. Texts share its memory. After an error it reads zeros.
type rowReader struct {
	left string
	err  error
}

func (r *rowReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", errRow, fmt.Sprintf(format, args...))
	}
	r.left = ""
}

func (r *rowReader) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(r.left) && i < binary.MaxVarintLen64; i++ {
		c := r.left[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.left = r.left[i+1:]
			return n
		}
	}
	r.fail("number cut short")
	return 0
}

func (r *rowReader) varint() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// length reads a number of things that take at least a byte each.
func (r *rowReader) length() int {
	n := r.uvarint()
	if n > uint64(len(r.left)) {
		r.fail("length %d of %d", n, len(r.left))
		return 0
	}
	return int(n)
}

func (r *rowReader) text() string {
	n := r.length()
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

func (r *rowReader) object(depth int) event.Params {
	n := r.length()
	object := make(map[string]any, n)
	for range n {
		key := r.text()
		object[key] = r.value(depth + 1)
	}
	return object
}

func (r *rowReader) value(depth int) any {
	if r.left == "" || depth > maxNesting {
		r.fail("param cut short")
		return nil
	}
	tag := r.left[0]
	r.left = r.left[1:]
	switch tag {
	case tagNull:
		return nil
	case tagFalse:
		return false
	case tagTrue:
		return true
	case tagText:
		return r.text()
	case tagNumber:
		return json.Number(r.text())
	case tagList:
		list := make([]any, r.length())
		for i := range list {
			list[i] = r.value(depth + 1)
		}
		return list
	case tagObject:
		return map[string]any(r.object(depth))
	}
	r.fail("unknown param type %d", tag)
	return nil
}
