package api

import (
	"reflect"
	"strings"
)

// flat turns the struct of a JSON answer into the cells of a row, so that an export has the
// very numbers that the answer has, under the names that it has there: what lies within an
// object gets the object's name before its own (previous_count). A list or a map is one cell
// of JSON. The columns follow from the type alone, so they are the same whatever the numbers.
type flat struct {
	columns []string
	paths   [][]int // of the fields, embedded and nested ones by the way to them
	absent  []bool  // a zero value means that there is none
}

// flatten reads a struct type.
func flatten(t reflect.Type) *flat {
	f := &flat{}
	f.add(t, "", nil)
	return f
}

func (f *flat) add(t reflect.Type, prefix string, path []int) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		way := append(append([]int(nil), path...), i)
		inner := field.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case inner.Kind() != reflect.Struct:
			f.columns = append(f.columns, prefix+name)
			f.paths = append(f.paths, way)
			f.absent = append(f.absent, options == "omitempty" && inner.Kind() != reflect.Bool)
		case name == "":
			f.add(inner, prefix, way)
		default:
			f.add(inner, prefix+name+"_", way)
		}
	}
}

// cells are those of one struct.
func (f *flat) cells(v reflect.Value) []any {
	cells := make([]any, len(f.paths))
	for i, path := range f.paths {
		if field, there := fieldAt(v, path); there && !(f.absent[i] && field.IsZero()) {
			cells[i] = field.Interface()
		}
	}
	return cells
}

// fieldAt follows the way to a field; there is none behind a nil pointer.
func fieldAt(v reflect.Value, path []int) (field reflect.Value, there bool) {
	for _, i := range path {
		v = v.Field(i)
		if v.Kind() != reflect.Pointer {
			continue
		}
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	return v, true
}
