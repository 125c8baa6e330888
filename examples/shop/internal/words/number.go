package words

import (
	"strconv"
	"strings"
)

// Number writes a whole number with the digits and the grouping of a language.
func Number(l Lang, n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = digits[:1], digits[1:]
	}
	separator := ","
	if l == Persian {
		separator = "٬"
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(digit(l, d))
	}
	return b.String()
}

// Digits writes the digits of a text as a language has them and leaves the rest.
func Digits(l Lang, text string) string {
	return strings.Map(func(r rune) rune { return digit(l, r) }, text)
}

// Money writes an amount in rials: in tomans for Persian, where prices are whole tomans.
func Money(l Lang, rials int64) string {
	if l == Persian {
		return Number(l, rials/10) + " تومان"
	}
	return Number(l, rials) + " IRR"
}

// Latin reads what somebody typed: Persian and Arabic digits become Latin ones, and space
// around it goes. Script tells which digits there were, as the form_error event names them:
// "persian", "arabic", "latin", or "" without any.
func Latin(typed string) (text, script string) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= '۰' && r <= '۹':
			script = "persian"
			return '0' + r - '۰'
		case r >= '٠' && r <= '٩':
			script = "arabic"
			return '0' + r - '٠'
		case r >= '0' && r <= '9' && script == "":
			script = "latin"
		}
		return r
	}, strings.TrimSpace(typed))
	return text, script
}

func digit(l Lang, r rune) rune {
	if l == Persian && r >= '0' && r <= '9' {
		return '۰' + r - '0'
	}
	return r
}
