package event

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// checkText refuses what is longer than limit characters (0: any length), holds control
// characters or is not valid UTF-8. Line breaks and tabs are allowed on many lines.
// Invisible characters that Persian and Arabic need, such as the zero-width non-joiner, are
// no control characters.
func checkText(field, s string, limit int, lines bool) *Rejection {
	if limit > 0 && len(s) > limit {
		if n := utf8.RuneCountInString(s); n > limit {
			return &Rejection{CodeTooLong, field, fmt.Sprintf("it is %d characters long; send at most %d", n, limit)}
		}
	}
	if plain(s) {
		return nil
	}
	for i, c := range s {
		switch {
		case lines && (c == '\n' || c == '\r' || c == '\t'):
		case unicode.IsControl(c):
			return &Rejection{CodeInvalidField, field, fmt.Sprintf("it holds the control character %U; take it out", c)}
		case c == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return &Rejection{CodeInvalidField, field, "it is not valid UTF-8; encode it as UTF-8"}
			}
		}
	}
	return nil
}

// plain tells that a text is visible ASCII and spaces alone, as nearly all are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// foreignDigits names the script of the first digit in s that is not ASCII, "" when there
// is none.
func foreignDigits(s string) string {
	for _, c := range s {
		switch {
		case c < utf8.RuneSelf || !unicode.IsDigit(c):
		case c >= '۰' && c <= '۹':
			return "Persian"
		case c >= '٠' && c <= '٩':
			return "Arabic"
		default:
			return "non-ASCII"
		}
	}
	return ""
}

// quote shows the beginning of what a sender sent.
func quote(s string) string { return strconv.Quote(brief(s)) }

// brief cuts a text to what an answer should repeat of it.
func brief(s string) string {
	const shown = 40
	n := 0
	for i := range s {
		if n++; n > shown {
			return s[:i] + "..."
		}
	}
	return s
}
