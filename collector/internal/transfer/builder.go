package transfer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// builder makes events of rows as the mapping says.
type builder struct {
	m       Mapping
	fields  []filled
	numbers map[string]bool // fields to be written as numbers
	zone    *time.Location
	value   bool // the value is reckoned from the items
}

// filled is a field that the mapping fills, with all that has to be known of it for each row.
type filled struct {
	name     string
	column   int    // where its text is; -1 for a constant
	constant string // its text, without a column
	values   map[string]string
	number   bool
	item     string // its name within an item, "" outside
}

// newBuilder makes a builder for a table with these columns, which has those of the mapping.
func newBuilder(m Mapping, header []string) (*builder, error) {
	zone, err := time.LoadLocation(m.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("mapping: time_zone: %w", err)
	}
	b := &builder{m: m, numbers: map[string]bool{}, zone: zone}
	b.value = m.has("item.price") && !m.has("params.value")
	for _, name := range m.fields() {
		f := filled{name: name, column: -1, constant: m.Constants[name], values: m.Values[name], number: m.numeric(name)}
		if column, ok := m.Columns[name]; ok {
			f.column = slices.Index(header, column)
		}
		f.item, _ = strings.CutPrefix(name, "item.")
		if f.item == name {
			f.item = ""
		}
		b.numbers[name] = f.number
		b.fields = append(b.fields, f)
	}
	return b, nil
}

// parsed is what one row says, checked field by field.
type parsed struct {
	fields map[string]string // non-empty texts by field, items' excepted
	item   json.RawMessage   // nil without item fields
	amount amount            // price times quantity
}

var errTimeless = errors.New("an imported event needs the time at which it happened")

// parse reads a row. Every text that is no number where one is needed is an error.
func (b *builder) parse(r row) (parsed, *LineError) {
	p := parsed{fields: make(map[string]string, len(b.fields))}
	var item []byte
	price, quantity := "0", "1"
	for i := range b.fields {
		f := &b.fields[i]
		text, err := f.text(r)
		if err != nil {
			return p, fault(r, codeInvalidField, f.name, err)
		}
		needed := b.value && (f.item == "price" || f.item == "quantity")
		if text == "" && !needed {
			continue
		}
		if f.number {
			if err := checkNumber(text); err != nil {
				return p, fault(r, codeInvalidValue, f.name, err)
			}
		}
		switch {
		case f.name == "time":
			if text, err = b.time(text); err != nil {
				return p, fault(r, codeInvalidTime, f.name, err)
			}
			p.fields[f.name] = text
		case f.item != "":
			item = appendMember(item, f.item, text, f.number)
		default:
			p.fields[f.name] = text
		}
		switch f.item {
		case "price":
			price = text
		case "quantity":
			quantity = text
		}
	}
	if item != nil {
		p.item = append(item, '}')
	}
	if b.value {
		p.amount = product(price, quantity)
	}
	return p, nil
}

// appendMember writes a member of an object, with what comes before it. The members come in
// the order of their names.
func appendMember(object []byte, name, text string, number bool) []byte {
	if object == nil {
		object = append(object, '{')
	} else {
		object = append(object, ',')
	}
	object = append(append(object, encode(name)...), ':')
	if number {
		return append(object, text...)
	}
	return append(object, encode(text)...)
}

// text is what the row says in a field, translated where the mapping translates.
func (f *filled) text(r row) (string, error) {
	text := f.constant
	if f.column >= 0 {
		text = r.cells[f.column]
	}
	if f.values == nil || text == "" {
		return text, nil
	}
	meaning, ok := f.values[text]
	if !ok {
		return "", fmt.Errorf("the mapping's values do not say what %q means", clip(text))
	}
	return meaning, nil
}

// time reads a time in the file's manner and writes it as the contract does.
func (b *builder) time(text string) (string, error) {
	var t time.Time
	layout := cmp.Or(b.m.TimeLayout, time.RFC3339)
	switch layout {
	case "unix", "unix_ms":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", fmt.Errorf("%q is not a whole number of %s", clip(text), map[string]string{"unix": "seconds", "unix_ms": "milliseconds"}[layout])
		}
		if t = time.UnixMilli(n); layout == "unix" {
			t = time.Unix(n, 0)
		}
	default:
		var err error
		if t, err = time.ParseInLocation(layout, text, b.zone); err != nil {
			if script := foreignDigits(text); script != "" {
				return "", fmt.Errorf("%q has %s digits; a time is written with 0-9", clip(text), script)
			}
			return "", fmt.Errorf("%q is not a time written as %q", clip(text), layout)
		}
	}
	if year := t.UTC().Year(); year < 0 || year > 9999 {
		return "", fmt.Errorf("%q is outside the years 0 to 9999", clip(text))
	}
	return t.UTC().Format("2006-01-02T15:04:05.999Z"), nil
}

// single makes the event of a row that stands alone.
func (b *builder) single(r row) result {
	p, bad := b.parse(r)
	if bad == nil && p.fields["time"] == "" {
		bad = fault(r, codeInvalidTime, "time", errTimeless)
	}
	if bad != nil {
		return result{err: bad}
	}
	c := content{fields: p.fields}
	if b.value {
		c.value = &p.amount
	}
	if p.item != nil {
		c.add(p.item)
	}
	e := b.event(c)
	if p.fields["id"] == "" {
		e["id"] = makeID("row", strconv.Itoa(r.line), string(encode(e)))
	}
	return result{entry: Entry{Line: r.line, Raw: encode(e), Input: r.input, ItemsLeftOut: c.more}}
}

// content is what an event says, before it is put in the contract's form.
type content struct {
	fields map[string]string
	value  *amount // nil where the value is not reckoned
	items  []json.RawMessage
	size   int // of items as JSON
	more   int // items that the event has no room for
}

// add puts an item in while there is room for it.
func (c *content) add(item json.RawMessage) {
	size := c.size + len(item) + len(",")
	if len(c.items) == event.MaxItems || size > event.MaxItemsSize-len("[]") {
		c.more++
		return
	}
	c.items, c.size = append(c.items, item), size
}

// event puts the fields where the contract has them.
func (b *builder) event(c content) map[string]any {
	e, params := map[string]any{}, map[string]any{}
	for field, text := range c.fields {
		outer, inner, nested := strings.Cut(field, ".")
		switch {
		case outer == "params":
			params[inner] = b.json(field, text)
		case !nested:
			e[field] = text
		default:
			object, ok := e[outer].(map[string]any)
			if !ok {
				object = map[string]any{}
				e[outer] = object
			}
			object[inner] = text
		}
	}
	if c.value != nil {
		params["value"] = json.Number(c.value.text())
	}
	if len(c.items) > 0 {
		params["items"] = c.items
	}
	if c.more > 0 {
		params["items_left_out"] = c.more
	}
	if len(params) > 0 {
		e["params"] = params
	}
	return e
}

// json is a text as the field's type.
func (b *builder) json(field, text string) any {
	if b.numbers[field] {
		return json.Number(text)
	}
	return text
}

func fault(r row, code, field string, err error) *LineError {
	return &LineError{Line: r.line, Code: code, Field: field, Message: err.Error(), Input: r.input}
}

// encode writes JSON with sorted keys, so that the same event is always the same text.
func encode(v any) []byte {
	if text, ok := v.(string); ok && plainText(text) {
		return []byte(`"` + text + `"`)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("transfer: a map of texts and checked numbers is always JSON: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// plainText tells whether a text stands in JSON as it is.
func plainText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
