package eventschema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// goldens are the events of the contract's golden files, by file.
func goldens(t *testing.T, folder string) map[string][]golden {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("../../../sdk/event/testdata", folder, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files in %s: %v", folder, err)
	}
	all := map[string][]golden{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Cases []golden }
		if err := json.Unmarshal(text, &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".json")] = file.Cases
	}
	return all
}

type golden struct {
	About string
	Event json.RawMessage
}

// What the contract takes, the schema takes.
func TestSchemaTakesWhatIsValid(t *testing.T) {
	schema := published(t)
	for file, cases := range goldens(t, "valid") {
		for _, c := range cases {
			if wrong := schema.check(parse(t, c.Event)); wrong != "" {
				t.Errorf("%s, %s: %s: %s", file, c.About, wrong, c.Event)
			}
		}
	}
}

// What the tag makes of dataLayers is of the schema as well.
func TestSchemaTakesWhatTheTagSends(t *testing.T) {
	schema := published(t)
	paths, err := filepath.Glob("../../../js/testdata/datalayer/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var shape struct{ Events []json.RawMessage }
		if err := json.Unmarshal(text, &shape); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, e := range shape.Events {
			if wrong := schema.check(parse(t, e)); wrong != "" {
				t.Errorf("%s: %s: %s", path, wrong, e)
			}
		}
	}
}

// beyond are the codes whose events a schema cannot tell, or can only in part: those of keys,
// clocks and sizes.
var beyond = []string{"forbidden_event", "forbidden_field", "time_out_of_range", "invalid_time", "too_many_params"}

// What the contract refuses, the schema refuses, as far as a schema can.
func TestSchemaRefusesWhatIsInvalid(t *testing.T) {
	schema := published(t)
	for code, cases := range goldens(t, "invalid") {
		if slices.Contains(beyond, code) {
			continue
		}
		refused := 0
		for _, c := range cases {
			if schema.check(parse(t, c.Event)) != "" {
				refused++
			} else {
				t.Logf("%s: %s is beyond a schema: %s", code, c.About, c.Event)
			}
		}
		if refused*2 < len(cases) {
			t.Errorf("%s: of %d cases %d are refused", code, len(cases), refused)
		}
	}
}

func parse(t *testing.T, text []byte) any {
	t.Helper()
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber()
	var v any
	if err := in.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}

// published is the schema as others read it.
func published(t *testing.T) validator {
	t.Helper()
	text, err := json.Marshal(New())
	if err != nil {
		t.Fatal(err)
	}
	root, _ := parse(t, text).(map[string]any)
	return validator{t, root, root, map[string]*regexp.Regexp{}}
}

// validator knows the part of JSON Schema that ours uses; a keyword that it does not know ends
// the test.
type validator struct {
	t      *testing.T
	root   map[string]any
	schema map[string]any

	patterns map[string]*regexp.Regexp
}

// pattern reads a pattern of JavaScript's.
func (s validator) pattern(text string) *regexp.Regexp {
	if s.patterns[text] == nil {
		s.patterns[text] = regexp.MustCompile(strings.ReplaceAll(text, `\u00`, `\x`))
	}
	return s.patterns[text]
}

func (s validator) of(schema any) validator {
	m, ok := schema.(map[string]any)
	if !ok {
		s.t.Fatalf("%v is no schema", schema)
	}
	return validator{s.t, s.root, m, s.patterns}
}

// check says what is wrong with a value, "" if nothing is.
func (s validator) check(v any) string {
	for keyword, rule := range s.schema {
		if wrong := s.rule(keyword, rule, v); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (s validator) rule(keyword string, rule, v any) string {
	members, isObject := v.(map[string]any)
	elements, isArray := v.([]any)
	text, isText := v.(string)
	n, isNumber := v.(json.Number)
	ok := true
	switch keyword {
	case "$schema", "$defs", "title", "description", "then":
	case "$ref":
		name, _ := strings.CutPrefix(rule.(string), "#/$defs/")
		return s.of(s.root["$defs"].(map[string]any)[name]).check(v)
	case "type":
		types, several := rule.([]any)
		if !several {
			types = []any{rule}
		}
		ok = slices.Contains(types, any(typeOf(v)))
	case "enum":
		ok = slices.ContainsFunc(rule.([]any), func(one any) bool { return reflect.DeepEqual(one, v) })
	case "const":
		ok = reflect.DeepEqual(rule, v)
	case "pattern":
		ok = !isText || s.pattern(rule.(string)).MatchString(text)
	case "minLength":
		ok = !isText || utf8.RuneCountInString(text) >= int(number64(rule))
	case "maxLength":
		ok = !isText || utf8.RuneCountInString(text) <= int(number64(rule))
	case "maxItems":
		ok = !isArray || len(elements) <= int(number64(rule))
	case "maxProperties":
		ok = !isObject || len(members) <= int(number64(rule))
	case "minimum", "maximum", "multipleOf":
		ok = !isNumber || within(keyword, n, rule.(json.Number))
	case "required":
		for _, key := range rule.([]any) {
			_, has := members[key.(string)]
			ok = ok && (!isObject || has)
		}
	case "properties":
		for key, schema := range rule.(map[string]any) {
			if member, has := members[key]; has {
				if wrong := s.of(schema).check(member); wrong != "" {
					return key + ": " + wrong
				}
			}
		}
	case "items":
		for _, element := range elements {
			if wrong := s.of(rule).check(element); wrong != "" {
				return wrong
			}
		}
	case "not":
		ok = s.of(rule).check(v) != ""
	case "anyOf":
		ok = slices.ContainsFunc(rule.([]any), func(one any) bool { return s.of(one).check(v) == "" })
	case "allOf":
		for _, one := range rule.([]any) {
			if wrong := s.of(one).check(v); wrong != "" {
				return wrong
			}
		}
	case "if":
		if s.of(rule).check(v) == "" {
			return s.of(s.schema["then"]).check(v)
		}
	default:
		s.t.Fatalf("the schema uses %s, which this test does not know", keyword)
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("%v breaks %s %v", v, keyword, rule)
}

func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case json.Number:
		return "number"
	case []any:
		return "array"
	}
	return "object"
}

func number64(rule any) int64 {
	n, _ := rule.(json.Number).Int64()
	return n
}

func within(keyword string, n, bound json.Number) bool {
	if len(n) > 100 || strings.Contains(string(n), "e4") {
		return true // too large to be looked at here
	}
	a, _ := new(big.Rat).SetString(string(n))
	b, _ := new(big.Rat).SetString(string(bound))
	switch keyword {
	case "minimum":
		return a.Cmp(b) >= 0
	case "maximum":
		return a.Cmp(b) <= 0
	}
	return new(big.Rat).Quo(a, b).IsInt()
}
