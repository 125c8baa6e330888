package event

import "slices"

// Name is one event name of the vocabulary with what holds for its events.
type Name struct {
	Name string
	// Stage is where its events belong; see StageOf for surveys, which may say otherwise.
	Stage Stage
	// Survey marks the names of surveys.
	Survey bool
	// Friction tells whether its events stand in a shopper's way.
	Friction Friction
	// Reason is why they do, unless the event names another; empty when there is none.
	Reason string
	// ServerOnly marks what a browser key may not send.
	ServerOnly bool
	// Params are the params that have a meaning beside the common ones, see Common.
	Params []Param

	rules []Param // Params and the common ones that they don't replace
}

// Friction tells when events of a name count as friction.
type Friction uint8

// The values of Friction.
const (
	NoFriction         Friction = iota
	FrictionWithReason          // only if the event carries a reason, or is an unserviceable quote
	FrictionAlways
)

// Param is a param that has a meaning in the events of a name, and the rule it follows.
// What no Param names is free: kept within the limits of size and never looked at.
type Param struct {
	Key      string
	Type     Type
	Required bool
	// Choices are the values of a TypeChoice.
	Choices []string
	// Min and Max bound a TypeScore, both included.
	Min, Max int64
}

// Type is the rule that a param follows. Wherever a number is asked for, a string that
// holds the number as JSON would write it is taken too: many shops send their money so,
// and nothing is guessed in reading it.
type Type string

// The types. A null counts as not stated, and so does an empty string but where a number
// is asked for.
const (
	TypeID       Type = "id"       // string or number, 1-128 characters on one line
	TypeText     Type = "text"     // string or number of any length
	TypeChoice   Type = "choice"   // one of Choices
	TypeBool     Type = "bool"     // true or false
	TypeCurrency Type = "currency" // ISO 4217 code
	TypeMoney    Type = "money"    // decimal in major units, not negative
	TypeBalance  Type = "balance"  // decimal in major units of either sign
	TypeNumber   Type = "number"   // decimal, not negative
	TypeWhole    Type = "whole"    // whole number, not negative
	TypeCount    Type = "count"    // whole number, at least 1
	TypeScore    Type = "score"    // whole number from Min to Max
	TypeSigned   Type = "signed"   // decimal from -1 to 1
	TypeItems    Type = "items"    // GA4's items
	TypeSubtotal Type = "subtotal" // TypeMoney or TypeItems
	TypeFree     Type = "free"     // anything
)

// Names returns the vocabulary, stage by stage. What it holds is shared and read only.
func Names() []Name { return slices.Clone(vocabulary) }

// Common returns the params with a meaning in every event of the vocabulary, unless its
// name gives the key another. What it holds is shared and read only.
func Common() []Param { return slices.Clone(commonParams) }

// Lookup returns what the vocabulary says of a name, nil for a custom one. It is shared
// and read only.
func Lookup(name string) *Name { return byName[name] }

var byName = func() map[string]*Name {
	m := make(map[string]*Name, len(vocabulary))
	for _, n := range vocabulary {
		n.rules = slices.Clone(n.Params)
		for _, p := range commonParams {
			if !slices.ContainsFunc(n.Params, func(own Param) bool { return own.Key == p.Key }) {
				n.rules = append(n.rules, p)
			}
		}
		m[n.Name] = &n
	}
	return m
}()
