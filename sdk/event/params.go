package event

import "encoding/json"

// Params are an event's own facts. Decoded values are nil, bool, string, json.Number,
// []any and map[string]any: a number keeps the text it was written with, so that money
// never passes through binary floating point.
//
// A sender may put other Go values in, numbers and []Item above all; they travel as
// encoding/json writes them. The methods read decoded values, Go numbers and []Item, and
// may be called on nil Params.
type Params map[string]any

// Has tells whether a param is stated: there and not null.
func (p Params) Has(key string) bool { return p[key] != nil }

// Text returns a string, or a number as it was written; "" for anything else.
func (p Params) Text(key string) string { return textOf(p[key]) }

// Int returns a whole number, also one written as 2.0, 2e0 or in a string.
func (p Params) Int(key string) (int64, bool) {
	text := textOf(p[key])
	if text == "" {
		return 0, false
	}
	return wholeNumber(text)
}

// Amount returns a number in units of 10^-digits, rounded half to even: money in minor
// units when digits is that of its currency. It is false for what is no number or exceeds
// MaxAmount.
func (p Params) Amount(key string, digits int) (int64, bool) {
	return amountOf(textOf(p[key]), digits)
}

// Bool returns the value of a true or false, and whether it is one.
func (p Params) Bool(key string) (value, stated bool) {
	value, stated = p[key].(bool)
	return value, stated
}

func amountOf(text string, digits int) (int64, bool) {
	if text == "" {
		return 0, false
	}
	n, _, err := ParseAmount(text, digits)
	if err != nil || n > MaxAmount || n < -MaxAmount {
		return 0, false
	}
	return n, true
}

// textOf returns the text of a string or a number, "" for anything else.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return string(v)
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64:
		text, err := json.Marshal(v) // as it would travel
		if err != nil {
			return "" // no number, or an endless one
		}
		return string(text)
	}
	return ""
}

// decoded returns the params as Decode would have made them: itself when they hold nothing
// but decoded values, else what their JSON decodes to.
func (p Params) decoded() (Params, error) {
	if isDecoded(map[string]any(p), 0) {
		return p, nil
	}
	text, err := encode(p)
	if err != nil {
		return nil, err
	}
	object, rejection := decodeObject(text)
	if rejection != nil {
		return nil, rejection
	}
	return object, nil
}

func isDecoded(v any, depth int) bool {
	if depth > MaxDepth {
		return true // too deep whatever it holds, and perhaps without end
	}
	switch v := v.(type) {
	case nil, bool, string, json.Number:
		return true
	case []any:
		for _, e := range v {
			if !isDecoded(e, depth+1) {
				return false
			}
		}
		return true
	case map[string]any:
		for _, e := range v {
			if !isDecoded(e, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}
