package event

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// checkParams holds params to the rules of the event's name. In custom events params are
// free but for a stage, a currency, and a value that stands beside a currency.
func checkParams(name string, params Params) *Rejection {
	n := Lookup(name)
	if n == nil {
		return checkCustom(params)
	}
	for i := range n.rules {
		if rejection := n.rules[i].check(params); rejection != nil {
			return rejection
		}
	}
	if currency := params["currency"]; params.Has("value") && (currency == nil || currency == "") {
		return &Rejection{CodeMissingCurrency, "params.currency",
			`there is a value without one; send its ISO 4217 code, such as "IRR"`}
	}
	if name == NameSurveyAnswered {
		return checkScore(params)
	}
	return nil
}

func checkCustom(params Params) *Rejection {
	rejection := stageParam.check(params)
	if rejection == nil && params.Has("currency") {
		rejection = cmp.Or(
			(&Param{Key: "currency", Type: TypeCurrency}).check(params),
			(&Param{Key: "value", Type: TypeBalance}).check(params),
		)
	}
	return rejection
}

// checkScore holds the score of an answer to the scale of its kind. A reason and own words
// have no scale; should they carry a score, the widest one of the vocabulary holds.
func checkScore(params Params) *Rejection {
	p := Param{Key: "score", Type: TypeScore}
	switch params.Text("kind") {
	case SurveyNPS:
		p.Min, p.Max = 0, 10
	case SurveyCSAT:
		p.Min, p.Max = 1, 5
	case SurveyCES:
		p.Min, p.Max = 1, 7
	default:
		return nil
	}
	return p.check(params)
}

// check holds the param to its type.
func (p *Param) check(params Params) *Rejection {
	v := params[p.Key]
	if v == nil || v == "" && !p.numeric() {
		if p.Required {
			return p.missing("params." + p.Key)
		}
		return nil
	}
	field, text := "params."+p.Key, textOf(v)
	switch p.Type {
	case TypeID, TypeText:
		if text == "" {
			return &Rejection{CodeInvalidField, field, "it is neither a string nor a number; send a string"}
		}
		if p.Type == TypeID {
			return checkText(field, text, MaxReference, false)
		}
	case TypeChoice:
		if !slices.Contains(p.Choices, text) {
			return &Rejection{CodeInvalidField, field, fmt.Sprintf(
				"%s is not one of %s", quote(text), strings.Join(p.Choices, ", "))}
		}
	case TypeBool:
		if _, ok := v.(bool); !ok {
			return &Rejection{CodeInvalidField, field, "it is neither true nor false; send one of them, without quotes"}
		}
	case TypeCurrency:
		return checkCurrency(field, text)
	case TypeMoney, TypeBalance:
		return p.checkMoney(field, text, params)
	case TypeNumber, TypeSigned:
		return p.checkNumber(field, text)
	case TypeWhole, TypeCount, TypeScore:
		return p.checkWhole(field, text)
	case TypeItems:
		return checkItems(v, params)
	case TypeSubtotal:
		if _, ok := v.([]any); ok {
			return checkItems(v, params)
		}
		return p.checkMoney(field, text, params)
	}
	return nil
}

// numeric tells whether an empty string is a number left out by mistake rather than
// something not stated.
func (p *Param) numeric() bool {
	switch p.Type {
	case TypeMoney, TypeBalance, TypeNumber, TypeSigned, TypeWhole, TypeCount, TypeScore, TypeSubtotal, TypeItems, TypeBool:
		return true
	}
	return false
}

func (p *Param) missing(field string) *Rejection {
	if p.Key == transactionParam.Key {
		return &Rejection{CodeMissingTransactionID, field, "it is missing; send the shop's own number of the order"}
	}
	return &Rejection{CodeInvalidField, field, "it is missing; send one of " + strings.Join(p.Choices, ", ")}
}

func checkCurrency(field, code string) *Rejection {
	if _, ok := MinorDigits(code); ok {
		return nil
	}
	remedy := `send a code in capitals, such as "IRR" or "EUR"`
	upper := strings.ToUpper(code)
	switch _, ok := MinorDigits(upper); {
	case ok:
		remedy = "send " + upper
	case upper == "IRT" || upper == "TOMAN":
		remedy = "send rials as IRR, ten to a toman"
	}
	return &Rejection{CodeInvalidCurrency, field, fmt.Sprintf("%s is no ISO 4217 currency in use; %s", quote(code), remedy)}
}

func (p *Param) checkMoney(field, text string, params Params) *Rejection {
	digits, _ := MinorDigits(params.Text("currency"))
	n, _, err := ParseAmount(text, digits)
	switch {
	case errors.Is(err, ErrNotDecimal):
		return notDecimal(CodeInvalidValue, field, text)
	case err != nil || n > MaxAmount || n < -MaxAmount:
		return &Rejection{CodeInvalidValue, field, fmt.Sprintf(
			"%s is too large; send at most %s", quote(text), FormatAmount(MaxAmount, digits))}
	case strings.HasPrefix(text, "-") && n != 0 && p.Type != TypeBalance:
		return &Rejection{CodeInvalidValue, field, fmt.Sprintf("%s is negative; send the amount without sign", quote(text))}
	}
	return nil
}

func (p *Param) checkNumber(field, text string) *Rejection {
	code, low, high := CodeInvalidValue, int64(0), int64(MaxCount)
	if p.Type == TypeSigned {
		code, low, high = CodeInvalidScore, -1, 1
	}
	const digits = 6 // finer than anything measured here
	n, _, err := ParseAmount(text, digits)
	if errors.Is(err, ErrNotDecimal) {
		return notDecimal(code, field, text)
	}
	const one = 1_000_000
	if err != nil || n < low*one || n > high*one {
		return &Rejection{code, field, fmt.Sprintf("%s is not between %d and %d", quote(text), low, high)}
	}
	return nil
}

func (p *Param) checkWhole(field, text string) *Rejection {
	code, low, high := CodeInvalidValue, int64(0), int64(MaxCount)
	switch p.Type {
	case TypeCount:
		low = 1
	case TypeScore:
		code, low, high = CodeInvalidScore, p.Min, p.Max
	}
	if _, err := scanDecimal(text); err != nil {
		return notDecimal(code, field, text)
	}
	if n, ok := wholeNumber(text); !ok || n < low || n > high {
		return &Rejection{code, field, fmt.Sprintf(
			"%s is no whole number from %d to %d", quote(text), low, high)}
	}
	return nil
}

// checkItems looks at what is computed with; all else in an item is free.
func checkItems(v any, params Params) *Rejection {
	const field = "params.items"
	list, ok := v.([]any)
	if !ok {
		return &Rejection{CodeInvalidItems, field, `it is no array; send [{"item_id": "12", "price": 9.5, "quantity": 2}]`}
	}
	for i, v := range list {
		item, ok := v.(map[string]any)
		if rejection := checkItem(item, ok, params); rejection != nil {
			rejection.Code = CodeInvalidItems
			rejection.Field = field + "[" + strconv.Itoa(i) + "]" + rejection.Field
			return rejection
		}
	}
	return nil
}

func checkItem(item Params, ok bool, params Params) *Rejection {
	if !ok {
		return &Rejection{Message: `it is no object; send {"item_id": "12", "price": 9.5, "quantity": 2}`}
	}
	for _, key := range []string{"item_id", "item_name", "item_category", "item_brand", "item_variant"} {
		if v := item[key]; v != nil && v != "" && textOf(v) == "" {
			return &Rejection{Field: "." + key, Message: "it is neither a string nor a number; send a string"}
		}
	}
	if v := item["price"]; v != nil {
		price := Param{Type: TypeBalance} // shops send discounts as lines of their own
		if r := price.checkMoney(".price", textOf(v), params); r != nil {
			return r
		}
	}
	if v := item["quantity"]; v != nil {
		quantity := Param{Type: TypeNumber}
		return quantity.checkNumber(".quantity", textOf(v))
	}
	return nil
}

func notDecimal(code Code, field, text string) *Rejection {
	if script := foreignDigits(text); script != "" {
		return &Rejection{code, field, fmt.Sprintf("%s is written in %s digits; send ASCII digits 0-9", quote(text), script)}
	}
	if text == "" {
		return &Rejection{code, field, "it is no number; send one, such as 12900 or 12.90, or leave it out"}
	}
	return &Rejection{code, field, fmt.Sprintf(
		"%s is no decimal number; send digits with a point before decimals and nothing else, such as 12900 or 12.90", quote(text))}
}
