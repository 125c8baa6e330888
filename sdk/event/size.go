package event

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// checkSize holds params to the limits of the contract: keys, depth, bytes, items, and
// text without control characters. Bytes are those of compact JSON in UTF-8, so that a
// sender's spaces and escapes do not count. Items have bytes of their own: two hundred of
// them would never fit beside the rest. Of several faults the one with the first path in
// the alphabet is told, so that the answer to a repeated event is the same.
func checkSize(params Params) *Rejection {
	if len(params) > MaxParams {
		return &Rejection{CodeTooManyParams, "params", fmt.Sprintf(
			"there are %d; send at most %d", len(params), MaxParams)}
	}
	if items, ok := params["items"].([]any); ok && len(items) > MaxItems {
		return &Rejection{CodeTooManyParams, "params.items", fmt.Sprintf(
			"there are %d; send at most %d in an event", len(items), MaxItems)}
	}
	var m meter
	m.params(params)
	if m.faulty {
		m = meter{paths: true}
		m.params(params)
		return m.first
	}
	if m.rest > MaxParamsSize {
		return &Rejection{CodeTooLong, "params", fmt.Sprintf(
			"they take %d bytes of JSON; send at most %d", m.rest, MaxParamsSize)}
	}
	if m.items > MaxItemsSize {
		return &Rejection{CodeTooLong, "params.items", fmt.Sprintf(
			"they take %d bytes of JSON; send at most %d, or fewer items", m.items, MaxItemsSize)}
	}
	return nil
}

// meter adds up the JSON of decoded values and notices what is wrong in them. Paths are
// only made on a second walk: nearly all events are fine, and paths cost more than all the
// rest.
type meter struct {
	size        int
	items, rest int // bytes of items and of the other params
	paths       bool
	faulty      bool
	first       *Rejection // by path, with paths
}

func (m *meter) refuse(r *Rejection) {
	if r == nil {
		return
	}
	m.faulty = true
	if m.first == nil || r.Field < m.first.Field {
		m.first = r
	}
}

func (m *meter) params(params Params) {
	for key, v := range params {
		m.size = 0
		m.member(key, v, 2, "params")
		if key == "items" {
			m.items = m.size
		} else {
			m.rest += m.size
		}
	}
}

func (m *meter) member(key string, v any, depth int, path string) {
	if m.paths {
		path += "." + brief(key)
	}
	m.text(key, path, false)
	m.size += 2 // colon and comma
	m.value(v, depth, path)
}

func (m *meter) text(s, path string, lines bool) {
	m.refuse(checkText(path, s, 0, lines))
	m.size += len(s) + 2
	for i := range len(s) {
		switch s[i] {
		case '"', '\\', '\n', '\r', '\t':
			m.size++
		}
	}
}

// value adds v, which stands inside depth-1 objects and arrays.
func (m *meter) value(v any, depth int, path string) {
	switch v := v.(type) {
	case string:
		m.text(v, path, true)
	case json.Number:
		if _, err := scanDecimal(string(v)); err != nil {
			m.refuse(&Rejection{CodeInvalidField, path, fmt.Sprintf("%s is no JSON number", quote(string(v)))})
		}
		m.size += len(v)
	case []any:
		if m.tooDeep(depth, path) {
			return
		}
		m.size += 2 + len(v)
		for i, e := range v {
			below := path
			if m.paths {
				below += "[" + strconv.Itoa(i) + "]"
			}
			m.value(e, depth+1, below)
		}
	case map[string]any:
		if m.tooDeep(depth, path) {
			return
		}
		m.size += 2
		for key, e := range v {
			m.member(key, e, depth+1, path)
		}
	default: // null, true, false
		m.size += 5
	}
}

func (m *meter) tooDeep(depth int, path string) bool {
	if depth <= MaxDepth {
		return false
	}
	m.refuse(&Rejection{CodeTooManyParams, path, fmt.Sprintf(
		"it nests deeper than %d; send it flatter, or as text", MaxDepth)})
	return true
}
