package transfer

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Mapping says what the columns of a CSV file mean. One mapping makes one kind of event of
// a row or of the rows of an order; a file that holds more (orders and refunds) is imported
// once per kind, each time with its own mapping.
//
// A field is named by its place in an event as the contract writes it: name, id, time,
// customer_id, page.url, params.transaction_id... An item of the row is item.item_id,
// item.price, item.quantity and so on.
type Mapping struct {
	// Columns gives the column, by its title in the first line, of a field.
	Columns map[string]string `json:"columns"`
	// Constants gives a field the same text in every event.
	Constants map[string]string `json:"constants,omitempty"`
	// Values translates what a column says, by field; a text that is not listed is refused.
	Values map[string]map[string]string `json:"values,omitempty"`
	// Numbers are fields to be written as numbers beyond those that the contract knows.
	Numbers []string `json:"numbers,omitempty"`
	// Keep are the conditions that a row must meet, as “Quantity > 0”: a column, one of
	// = != < <= > >= ^= (begins with) !^=, and a value, with blanks between. Rows that do
	// not meet all of them are skipped and counted.
	Keep []string `json:"keep,omitempty"`
	// GroupBy is the field that the rows of one order share. Empty makes an event of each row.
	GroupBy string `json:"group_by,omitempty"`
	// TimeLayout is how times are written: the reference time 2006-01-02 15:04:05 in the
	// file's manner, or unix or unix_ms. Defaults to RFC 3339.
	TimeLayout string `json:"time_layout,omitempty"`
	// TimeZone is the IANA zone of times without an offset. Defaults to UTC.
	TimeZone string `json:"time_zone,omitempty"`
	// Delimiter stands between columns. Defaults to a comma.
	Delimiter string `json:"delimiter,omitempty"`
}

// The fields of an event outside params that a column may fill.
var plainFields = []string{
	"name", "id", "time", "consent", "visitor_id", "customer_id", "surface", "touchpoint",
	"cart_id", "checkout_id", "page.url", "page.referrer", "page.title", "client.ip", "client.user_agent",
}

// Load adds the mapping written as JSON to what m holds already.
func (m *Mapping) Load(r io.Reader) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	var added Mapping
	if err := d.Decode(&added); err != nil {
		return fmt.Errorf("mapping: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("mapping: more than one JSON value")
	}
	for field, column := range added.Columns {
		m.setColumn(field, column)
	}
	for field, text := range added.Constants {
		m.setConstant(field, text)
	}
	if m.Values == nil {
		m.Values = map[string]map[string]string{}
	}
	maps.Copy(m.Values, added.Values)
	m.Numbers = append(m.Numbers, added.Numbers...)
	m.Keep = append(m.Keep, added.Keep...)
	m.GroupBy = cmp.Or(added.GroupBy, m.GroupBy)
	m.TimeLayout = cmp.Or(added.TimeLayout, m.TimeLayout)
	m.TimeZone = cmp.Or(added.TimeZone, m.TimeZone)
	m.Delimiter = cmp.Or(added.Delimiter, m.Delimiter)
	return nil
}

// Set takes one word of a command line: field=Column, field:=constant, or one of the
// options keep, group_by, time_layout, time_zone and delimiter as option:=text.
func (m *Mapping) Set(word string) error {
	left, right, ok := strings.Cut(word, "=")
	field, constant := strings.CutSuffix(left, ":")
	if !ok || field == "" {
		return fmt.Errorf("mapping %q: write field=Column or field:=constant", word)
	}
	if !constant {
		m.setColumn(field, right)
		return nil
	}
	switch field {
	case "keep":
		m.Keep = append(m.Keep, right)
	case "group_by":
		m.GroupBy = right
	case "time_layout":
		m.TimeLayout = right
	case "time_zone":
		m.TimeZone = right
	case "delimiter":
		m.Delimiter = right
	default:
		m.setConstant(field, right)
	}
	return nil
}

func (m *Mapping) setColumn(field, column string) {
	if m.Columns == nil {
		m.Columns = map[string]string{}
	}
	m.Columns[field] = column
	delete(m.Constants, field)
}

func (m *Mapping) setConstant(field, text string) {
	if m.Constants == nil {
		m.Constants = map[string]string{}
	}
	m.Constants[field] = text
	delete(m.Columns, field)
}

// Validate reports everything about the mapping that no file could fit.
func (m *Mapping) Validate() error {
	var errs []error
	for _, field := range m.fields() {
		if !slices.Contains(plainFields, field) && !hasKey(field, "params.") && !hasKey(field, "item.") {
			errs = append(errs, fmt.Errorf("mapping: no field %q; there are %s, params.NAME and item.NAME", field, strings.Join(plainFields, ", ")))
		}
	}
	if !m.has("name") {
		errs = append(errs, errors.New("mapping: an event needs a name: a column (name=Column) or a constant (name:=purchase)"))
	}
	if !m.has("time") {
		errs = append(errs, errors.New("mapping: an event needs a time: say which column has it (time=Column)"))
	}
	if m.GroupBy != "" && m.Columns[m.GroupBy] == "" {
		errs = append(errs, fmt.Errorf("mapping: group_by is %q, which no column fills", m.GroupBy))
	}
	for _, text := range m.Keep {
		if _, err := parseCondition(text); err != nil {
			errs = append(errs, fmt.Errorf("mapping: %w", err))
		}
	}
	if _, err := time.LoadLocation(m.TimeZone); err != nil || strings.EqualFold(m.TimeZone, "local") {
		errs = append(errs, fmt.Errorf("mapping: time_zone %q is no IANA zone such as Asia/Tehran", m.TimeZone))
	}
	if len([]rune(m.Delimiter)) > 1 {
		errs = append(errs, fmt.Errorf("mapping: delimiter %q is more than one character", m.Delimiter))
	}
	return errors.Join(errs...)
}

// fields lists every field that the mapping fills, in order.
func (m *Mapping) fields() []string {
	fields := slices.Concat(slices.Collect(maps.Keys(m.Columns)), slices.Collect(maps.Keys(m.Constants)))
	slices.Sort(fields)
	return fields
}

func (m *Mapping) has(field string) bool { return m.Columns[field] != "" || m.Constants[field] != "" }

// numeric tells whether a field is written as a number: what the contract knows as one by
// that name in any event, and what the mapping names.
func (m *Mapping) numeric(field string) bool {
	if field == "item.price" || field == "item.quantity" || slices.Contains(m.Numbers, field) {
		return true
	}
	key, inParams := strings.CutPrefix(field, "params.")
	if !inParams {
		return false
	}
	known := func(p event.Param) bool { return p.Key == key && numericType(p.Type) }
	return slices.ContainsFunc(event.Common(), known) ||
		slices.ContainsFunc(event.Names(), func(n event.Name) bool { return slices.ContainsFunc(n.Params, known) })
}

func numericType(t event.Type) bool {
	switch t {
	case event.TypeMoney, event.TypeBalance, event.TypeNumber, event.TypeWhole, event.TypeCount,
		event.TypeScore, event.TypeSigned, event.TypeSubtotal:
		return true
	}
	return false
}

func hasKey(field, prefix string) bool {
	key, ok := strings.CutPrefix(field, prefix)
	return ok && key != "" && !strings.Contains(key, ".")
}
