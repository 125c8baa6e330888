package event

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// library is what encoding/json makes of a text.
func library(text string) (map[string]any, bool) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil || decoder.More() || strings.TrimRight(text[decoder.InputOffset():], " \t\r\n") != "" {
		return nil, false
	}
	object, ok := v.(map[string]any)
	return object, ok
}

// FuzzParse holds the parser to encoding/json: the same values, or none.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a":1,"a":2}`, `{"a":{"b":[1,2,{"c":null}]},"d":[]}`,
		`{"a":-0.5e+10,"b":0,"c":-0,"d":1E5,"e":123456789012345678901234567890}`,
		`{"a":01}`, `{"a":-}`, `{"a":1.}`, `{"a":.5}`, `{"a":1e}`, `{"a":+1}`,
		`{"a":true,"b":false,"c":null}`, `{"a":tru}`, `{"a":nulll}`, `{"a":True}`,
		`{"a":"\u0041\n\"\\\/","b\u0062":"\ud83d\ude00","c":"\ud83d"}`, `{"a":"\x"}`, `{"a":"\u12"}`, `{"a":"\`,
		"{\"a\":\"\n\"}", "{\"a\":\"\x7f\"}", `{"a":"کفش"}`, `{"a":"b}`, `{"a" "b"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{1:2}`,
		`{"a":[1,]}`, `{"a":[1 2]}`, `{"a":[`, `{"a":1}}`, `{"a":1} x`, `[]`, `1`, ``, `{`, `{"`, `{"a"`, `{"a":1`,
		typicalParse,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		got, ok := parseObject(text)
		flat := nesting([]byte(text)) <= maxNesting
		p := parser[[]byte]{text: []byte(text)}
		if passed := p.document(func(string) { p.pass(inRoot) }); passed != ok {
			t.Fatalf("%q: it is read: %v, and passed over: %v", text, ok, passed)
		}
		want, valid := library(text)
		if valid && flat && !ok {
			t.Fatalf("%q is refused", text)
		}
		if ok && !valid {
			t.Fatalf("%q is taken as %v", text, got)
		}
		if ok && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is read as %#v, want %#v", text, got, want)
		}
	})
}

const typicalParse = `{"id": "0193a1f2", "page": {"url": "https://shop.example/p/12?a=b\u0026c=d"},
 "params": {"currency": "IRR", "value": 12900000, "items": [{"item_id": "12", "price": 6450000.50, "quantity": 2}]}}`
