package eventschema

import (
	"github.com/safar-cx/safar/sdk/event"
)

type object = map[string]any

// New returns the schema of one event. Each name of the vocabulary has the schema of its
// params under $defs, which may be referred to alone.
func New() map[string]any {
	defs, rules, known := object{}, []any{}, []string{}
	for _, n := range event.Names() {
		known = append(known, n.Name)
		defs[n.Name] = params(n)
		rules = append(rules, when("name", n.Name, object{
			"properties": object{"params": object{"$ref": "#/$defs/" + n.Name}},
			"required":   mustHave(n),
		}))
	}
	rules = append(rules, object{
		"if":   object{"properties": object{"name": object{"not": object{"enum": known}}}},
		"then": object{"properties": object{"params": custom()}},
	})
	return object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"title":       "An event",
		"description": "One of the events in the body of POST /v1/events. Names outside the vocabulary are events of a shop's own.",
		"type":        "object",
		"required":    []string{"name"},
		"properties": object{
			"name":        object{"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"},
			"id":          object{"type": []string{"string", "null"}, "pattern": "^[!-~]{1,64}$"},
			"time":        object{"type": []string{"string", "number", "null"}, "description": "RFC 3339 with offset, or Unix milliseconds."},
			"consent":     stated(event.ConsentFull, event.ConsentAnonymous, event.ConsentNone),
			"environment": stated(event.EnvironmentLive, event.EnvironmentTest),
			"visitor_id":  line(event.MaxVisitorID),
			"customer_id": line(event.MaxReference),
			"surface": stated(event.SurfaceWeb, event.SurfaceApp, event.SurfaceStore, event.SurfaceEmail, event.SurfaceSMS, event.SurfacePush,
				event.SurfaceSocial, event.SurfaceChat, event.SurfacePhone, event.SurfaceAd, event.SurfaceOther),
			"touchpoint":  line(event.MaxReference),
			"cart_id":     line(event.MaxReference),
			"checkout_id": line(event.MaxReference),
			"page": optional(object{"properties": object{
				"url": perhaps(line(event.MaxURL)), "referrer": perhaps(line(event.MaxURL)), "title": text(event.MaxTitle),
			}}),
			"client": optional(object{
				"description": "With a server key only: whose request it was.",
				"properties":  object{"ip": object{"type": []string{"string", "null"}}, "user_agent": perhaps(line(event.MaxUserAgent))},
			}),
			"params": optional(object{"maxProperties": event.MaxParams}),
		},
		"allOf": rules,
		"$defs": defs,
	}
}

// optional is an object that may be left out.
func optional(more object) object {
	more["type"] = []string{"object", "null"}
	return more
}

// mustHave are the members that an event of a name cannot do without.
func mustHave(n event.Name) []string {
	for _, p := range n.Params {
		if p.Required {
			return []string{"name", "params"}
		}
	}
	return []string{"name"}
}

// when holds an object to a schema where one of its members has a value.
func when(key, value string, then object) object {
	return object{
		"if":   object{"properties": object{key: object{"const": value}}, "required": []string{key}},
		"then": then,
	}
}

// line is a text on one line of so many characters at most.
func line(most int) object {
	return object{"type": []string{"string", "null"}, "minLength": 1, "maxLength": most, "pattern": `^[^\u0000-\u001f\u007f-\u009f]*$`}
}

// perhaps takes a text that may be empty.
func perhaps(text object) object {
	delete(text, "minLength")
	return text
}

// text may have line breaks as well.
func text(most int) object {
	return object{"type": []string{"string", "null"}, "maxLength": most}
}

// stated is one of some values, where it is stated.
func stated[T ~string](values ...T) object {
	all := []any{nil}
	for _, v := range values {
		all = append(all, string(v))
	}
	return object{"enum": all}
}
