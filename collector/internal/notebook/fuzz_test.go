package notebook

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/store"
)

// echo is a Store that keeps nothing and gives back what it gets.
type echo struct{ Store }

func (echo) SaveSurvey(_ context.Context, s store.Survey, _ int) (store.Survey, error) { return s, nil }

func (echo) SavePersona(_ context.Context, p store.Persona, _ int) (store.Persona, error) {
	return p, nil
}

func (echo) SaveAnnotation(_ context.Context, a store.Annotation, _ int) (store.Annotation, error) {
	return a, nil
}

// FuzzEntries writes down whatever JSON says: what is taken is text that people can read, within
// its bounds, and is taken again as it is.
func FuzzEntries(f *testing.F) {
	f.Add(`{"Name":"nps","Kind":"nps","Occasion":"page","Page":"/thanks","Share":100,"Questions":{"fa":"چقدر؟","en":" "},"Seconds":3}`)
	f.Add(`{"Name":"Young","Note":"a\nb","Filters":["device:mobile","channel:!direct|email"]}`)
	f.Add(`{"Text":"Sale\u202e","Name":"x\u0000","Date":"2026-11-21","Share":-1,"Days":99999}`)
	f.Fuzz(func(t *testing.T, text string) {
		book := New(echo{})
		var s store.Survey
		if json.Unmarshal([]byte(text), &s) == nil {
			again(t, s, func(s store.Survey) (store.Survey, error) { return book.SaveSurvey(t.Context(), shop, s) },
				func(s store.Survey) []string {
					return []string{s.Name, s.Page, s.Touchpoint, s.Questions["fa"], s.Questions["en"]}
				})
		}
		var p store.Persona
		if json.Unmarshal([]byte(text), &p) == nil {
			again(t, p, func(p store.Persona) (store.Persona, error) { return book.SavePersona(t.Context(), shop, p) },
				func(p store.Persona) []string { return append([]string{p.Name, p.Note}, p.Filters...) })
		}
		var a store.Annotation
		if json.Unmarshal([]byte(text), &a) == nil {
			again(t, a, func(a store.Annotation) (store.Annotation, error) {
				return book.SaveAnnotation(t.Context(), shop, a, "2026-11-21")
			}, func(a store.Annotation) []string { return []string{a.Text} })
		}
	})
}

// again saves an entry and what came of that.
func again[E any](t *testing.T, e E, save func(E) (E, error), texts func(E) []string) {
	t.Helper()
	first, err := save(e)
	var wrong *EntryError
	if err != nil {
		if !errors.As(err, &wrong) || wrong.Field == "" || wrong.Message == "" {
			t.Fatalf("%+v: %v", e, err)
		}
		return
	}
	second, err := save(first)
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Fatalf("%+v is taken, and then as %+v, %v", first, second, err)
	}
	for _, text := range texts(first) {
		for _, r := range text {
			if !utf8.ValidString(text) || unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Fatalf("%q is taken", text)
			}
		}
	}
}
