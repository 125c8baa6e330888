package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
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

// rowWriter puts a stored hit together.
type rowWriter struct {
	b     []byte
	words *words
	with  string // the visitor who is met with its texts
}

func (w *rowWriter) uvarint(n uint64) { w.b = binary.AppendUvarint(w.b, n) }

func (w *rowWriter) object(object map[string]any) error {
	w.uvarint(uint64(len(object)))
	var room [16]string // more than nearly all have
	keys := room[:0]
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		w.text(key)
		if err := w.value(object[key]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

func (w *rowWriter) value(value any) error {
	switch v := value.(type) {
	case nil:
		w.b = append(w.b, tagNull)
	case bool:
		tag := byte(tagFalse)
		if v {
			tag = tagTrue
		}
		w.b = append(w.b, tag)
	case string:
		w.b = append(w.b, tagText)
		w.text(v)
	case json.Number:
		w.b = append(w.b, tagNumber)
		w.name(string(v))
	case []any:
		w.b = append(w.b, tagList)
		w.uvarint(uint64(len(v)))
		for _, item := range v {
			if err := w.value(item); err != nil {
				return err
			}
		}
	case map[string]any:
		w.b = append(w.b, tagObject)
		return w.object(v)
	default:
		return fmt.Errorf("param of type %T cannot be stored", value)
	}
	return nil
}

// rowReader takes a stored hit apart. Texts share its memory. After an error it reads zeros.
type rowReader struct {
	left  string
	plain bool // texts are written as before
	words lexicon
	err   error
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
func (r *rowReader) length() int { return r.within(r.uvarint()) }

// within is n where so many bytes are left.
func (r *rowReader) within(n uint64) int {
	if n > uint64(len(r.left)) {
		r.fail("length %d of %d", n, len(r.left))
		return 0
	}
	return int(n)
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
