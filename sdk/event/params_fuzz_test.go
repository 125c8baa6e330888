package event_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// FuzzParam puts a value of any shape into each param of the vocabulary. What is accepted keeps
// what readers rely on: money and counts within their bounds, choices among those there are, no
// array or object where a word belongs. And whatever is refused names the field it is about.
func FuzzParam(f *testing.F) {
	for _, value := range []string{`"IRR"`, `1`, `-1`, `1.5`, `1e15`, `1e16`, `true`, `null`, `""`, `"12"`, `[]`, `{}`, `[{}]`, `[1]`,
		`[{"item_id":"a","price":1,"quantity":2}]`, `[{"price":"x"}]`, `[{"quantity":-1}]`, `"\u0000"`, `"۱۲"`, `[[[[1]]]]`} {
		f.Add(uint16(3), uint8(0), value, "IRR")
	}
	params := map[string][]event.Param{}
	var names []string
	for _, n := range event.Names() {
		names = append(names, n.Name)
		params[n.Name] = append(append([]event.Param{}, n.Params...), event.Common()...)
	}
	f.Fuzz(func(t *testing.T, which uint16, place uint8, value, currency string) {
		name := names[int(which)%len(names)]
		all := params[name]
		p := all[int(place)%len(all)]
		if !json.Valid([]byte(value)) {
			return
		}
		text, err := json.Marshal(map[string]any{"name": name, "params": map[string]any{"currency": currency, p.Key: json.RawMessage(value)}})
		if err != nil {
			return
		}
		e, rejection := event.Decode(text)
		if rejection == nil {
			rejection = e.Validate(event.ServerKey)
		}
		if rejection != nil {
			if rejection.Code == "" || rejection.Message == "" || !strings.HasPrefix(rejection.Field, "params") && rejection.Field != "name" && rejection.Field != "" {
				t.Fatalf("%s: %+v", text, rejection)
			}
			return
		}
		sameAgain(t, e)
		holds(t, p, e.Params)
	})
}

// holds checks that a param that was accepted is what its type says.
func holds(t *testing.T, p event.Param, params event.Params) {
	t.Helper()
	v := params[p.Key]
	if v == nil || v == "" {
		return
	}
	switch _, list := v.([]any); p.Type {
	case event.TypeMoney, event.TypeBalance, event.TypeSubtotal:
		if list && p.Type == event.TypeSubtotal {
			return
		}
		digits, _ := event.MinorDigits(params.Text("currency"))
		n, ok := params.Amount(p.Key, digits)
		if !ok || n < 0 && p.Type == event.TypeMoney {
			t.Fatalf("%s is accepted as %v and read as %d, %v", p.Key, v, n, ok)
		}
	case event.TypeWhole, event.TypeCount, event.TypeScore:
		if n, ok := params.Int(p.Key); !ok || n < p.Min || n > event.MaxCount {
			t.Fatalf("%s is accepted as %v and read as %d, %v", p.Key, v, n, ok)
		}
	case event.TypeBool:
		if _, ok := params.Bool(p.Key); !ok {
			t.Fatalf("%s is accepted as %v", p.Key, v)
		}
	case event.TypeItems:
		if !list {
			t.Fatalf("%s is accepted as %v", p.Key, v)
		}
	case event.TypeID, event.TypeText, event.TypeChoice, event.TypeCurrency, event.TypeNumber, event.TypeSigned:
		if params.Text(p.Key) == "" {
			t.Fatalf("%s is accepted as %v", p.Key, v)
		}
	}
}

// FuzzTime holds times to time.Parse: what is accepted is the instant that it reads, to the
// millisecond, in a year that can be written; and it is read again as it is written.
func FuzzTime(f *testing.F) {
	for _, text := range []string{`"2026-11-21T10:00:00Z"`, `"2026-11-21T10:00:00.123456+03:30"`, `"2026-11-21t10:00:00z"`, `"2026-11-21T1:00:00Z"`,
		`"2026-11-21T10:00:00,5Z"`, `"2026-02-30T10:00:00Z"`, `"0000-01-01T00:00:00Z"`, `"9999-12-31T23:59:59-23:59"`, `"2026-11-21T10:00:00+24:00"`,
		`1763719200000`, `-62135596800000`, `1e12`, `1.5`, `99999999999999999999`, `""`, `null`, `true`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if !json.Valid([]byte(value)) {
			return
		}
		e, rejection := event.Decode(event.Raw(`{"name":"x","time":` + value + `}`))
		if rejection != nil || e.Time.IsZero() {
			return
		}
		if e.Time.Nanosecond()%1_000_000 != 0 || e.Time.Year() < 1 || e.Time.Year() > 9999 || e.Time.Location() != time.UTC {
			t.Fatalf("%s is read as %v", value, e.Time)
		}
		var text string
		if json.Unmarshal([]byte(value), &text) == nil {
			want, err := time.Parse(time.RFC3339Nano, text)
			if err != nil || want.UnixMilli() != e.Time.UnixMilli() {
				t.Fatalf("%s is read as %v; time.Parse reads %v, %v", value, e.Time, want, err)
			}
		}
		sameAgain(t, e)
	})
}
