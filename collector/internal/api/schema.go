package api

import (
	"path"
	"reflect"
	"strings"
)

// schemas are the components of the description by name.
type schemas map[string]any

// add describes the type of v and returns a reference to it. The name is that of the type
// when none is given.
func (s schemas) add(name string, v any) object {
	return s.of(reflect.TypeOf(v), name)
}

func (s schemas) of(t reflect.Type, name string) object {
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem(), name)
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem(), "")}
	case reflect.Map:
		if t == reflect.TypeFor[eventJSON]() {
			return object{"$ref": path.Base(eventSchemaPath)}
		}
		return object{"type": "object", "additionalProperties": s.of(t.Elem(), "")}
	case reflect.Struct:
		return s.structure(t, name)
	}
	return object{} // any JSON value
}

func (s schemas) structure(t reflect.Type, name string) object {
	if name == "" {
		name = strings.TrimSuffix(t.Name(), "JSON")
	}
	if name == "" {
		return s.properties(t) // a type without a name stands where it is used
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	if _, known := s[name]; !known {
		s[name] = nil // stops at a type that holds itself
		s[name] = s.properties(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

func (s schemas) properties(t reflect.Type) object {
	properties := object{}
	required := []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			continue // embedded; its fields are visible themselves
		}
		schema := s.of(f.Type, "")
		if doc := f.Tag.Get("doc"); doc != "" {
			schema["description"] = doc
		}
		properties[name] = schema
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required}
}
