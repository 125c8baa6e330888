package scrub

import "strings"

// Kind is what was found in a text.
type Kind uint8

// The kinds.
const (
	Email Kind = iota
	Phone
	Card     // a payment card's number
	National // an Iranian national id
	kinds
)

// Kinds lists all of them.
func Kinds() []Kind { return []Kind{Email, Phone, Card, National} }

// String is the kind as counts name it.
func (k Kind) String() string {
	switch k {
	case Email:
		return "email"
	case Phone:
		return "phone"
	case Card:
		return "card"
	case National:
		return "national_id"
	}
	return ""
}

// Mark is what stands in the place of something that was found.
func (k Kind) Mark() string { return "[" + k.String() + "]" }

// IsMark tells that a text is nothing but a mark.
func IsMark(s string) bool {
	if !strings.HasPrefix(s, "[") {
		return false
	}
	for k := range kinds {
		if s == k.Mark() {
			return true
		}
	}
	return false
}

// Found is the set of kinds that were found.
type Found uint8

// Add puts a kind in.
func (f *Found) Add(k Kind) { *f |= 1 << k }

// Has tells whether a kind is in it.
func (f Found) Has(k Kind) bool { return f&(1<<k) != 0 }
