package eventschema

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// What a number looks like in a string, as JSON would write it.
const (
	decimal  = `^(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`
	signed   = `^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`
	currency = `^([A-Z]{3})?$`
)

// params describes the params of a name's events: those that mean something. Others are free.
func params(n event.Name) object {
	properties, required, rules := object{}, []string{}, []any{}
	for _, p := range slices.Concat(event.Common(), n.Params) { // a name's own go before
		properties[p.Key] = param(p)
		if p.Required {
			properties[p.Key] = object{"allOf": []any{param(p), object{"not": object{"enum": []any{nil, ""}}}}}
			required = append(required, p.Key)
		}
	}
	rules = append(rules, object{
		"if":   object{"properties": object{"value": object{"not": object{"type": "null"}}}, "required": []string{"value"}},
		"then": object{"properties": object{"currency": object{"type": "string", "minLength": 1}}, "required": []string{"currency"}},
	})
	if n.Name == event.NameSurveyAnswered {
		for kind, scale := range map[string][2]int64{event.SurveyNPS: {0, 10}, event.SurveyCSAT: {1, 5}, event.SurveyCES: {1, 7}} {
			rules = append(rules, when("kind", kind, object{"properties": object{"score": score(scale[0], scale[1])}}))
		}
	}
	schema := object{"type": []string{"object", "null"}, "properties": properties, "allOf": rules}
	if len(required) > 0 {
		schema["type"], schema["required"] = "object", required
	}
	return schema
}

// custom describes the params of a shop's own events, which are free but for these.
func custom() object {
	stages := []string{""}
	for _, s := range event.Stages() {
		stages = append(stages, string(s))
	}
	return object{"properties": object{"stage": stated(stages...), "currency": param(event.Param{Type: event.TypeCurrency})}}
}

// param describes a param. Null is one that is not stated, and so is an empty string where no
// number is asked for.
func param(p event.Param) object {
	switch p.Type {
	case event.TypeID:
		return named(event.MaxReference)
	case event.TypeText:
		return object{"type": []string{"string", "number", "null"}}
	case event.TypeChoice:
		return stated(append([]string{""}, p.Choices...)...)
	case event.TypeBool:
		return object{"type": []string{"boolean", "null"}}
	case event.TypeCurrency:
		return object{"type": []string{"string", "null"}, "pattern": currency, "description": "ISO 4217."}
	case event.TypeMoney:
		return number(decimal, object{"minimum": 0, "description": "In major units."})
	case event.TypeBalance:
		return number(signed, object{"description": "In major units, of either sign."})
	case event.TypeNumber:
		return number(decimal, object{"minimum": 0, "maximum": event.MaxCount})
	case event.TypeSigned:
		return number(signed, object{"minimum": -1, "maximum": 1})
	case event.TypeWhole:
		return number(decimal, object{"minimum": 0, "maximum": event.MaxCount, "multipleOf": 1})
	case event.TypeCount:
		return number(decimal, object{"minimum": 1, "maximum": event.MaxCount, "multipleOf": 1})
	case event.TypeScore:
		return score(p.Min, p.Max)
	case event.TypeItems:
		return items()
	case event.TypeSubtotal:
		return object{"anyOf": []any{items(), number(decimal, object{"minimum": 0, "description": "In major units."})}}
	}
	return object{} // free
}

// number is a number with bounds, or the string that JSON would write it as.
func number(pattern string, bounds object) object {
	bounds["type"], bounds["pattern"] = []string{"number", "string", "null"}, pattern
	return bounds
}

func score(low, high int64) object {
	return number(decimal, object{"minimum": low, "maximum": high, "multipleOf": 1})
}

// named is an id or a name: a number is taken for the text that it is written as.
func named(most int) object {
	schema := perhaps(line(most))
	schema["type"] = []string{"string", "number", "null"}
	return schema
}

// items are GA4's.
func items() object {
	word := object{"type": []string{"string", "number", "null"}}
	return object{
		"type": []string{"array", "null"}, "maxItems": event.MaxItems,
		"items": object{"type": "object", "properties": object{
			"item_id": word, "item_name": word, "item_category": word, "item_brand": word, "item_variant": word,
			"price":    number(signed, object{"description": "Of one, in major units."}),
			"quantity": number(decimal, object{"minimum": 0, "maximum": event.MaxCount}),
		}},
	}
}
