package words

import "strings"

// Lang is a language of the shop.
type Lang string

// The languages of the shop.
const (
	English Lang = "en"
	Persian Lang = "fa"
)

// Known returns the language of a code, and whether the shop speaks it.
func Known(code string) (Lang, bool) {
	switch l := Lang(code); l {
	case English, Persian:
		return l, true
	}
	return "", false
}

// Preferred is the language for a browser's Accept-Language: English where English comes
// first, else Persian.
func Preferred(accept string) Lang {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(accept)), "en") {
		return English
	}
	return Persian
}

// Dir is the direction of writing, as HTML has it.
func (l Lang) Dir() string {
	if l == Persian {
		return "rtl"
	}
	return "ltr"
}

// Other is the language to offer beside this one.
func (l Lang) Other() Lang {
	if l == Persian {
		return English
	}
	return Persian
}

// Own is what the language calls itself.
func (l Lang) Own() string {
	if l == Persian {
		return "فارسی"
	}
	return "English"
}

// Text is one text in both languages.
type Text struct {
	En, Fa string
}

// In returns the text in a language.
func (t Text) In(l Lang) string {
	if l == Persian {
		return t.Fa
	}
	return t.En
}
