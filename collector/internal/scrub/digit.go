package scrub

import (
	"strings"
	"unicode/utf8"
)

// digit reads the digit that s begins with: Latin, Arabic, Persian or of full width. size is 0
// where there is none.
func digit(s string) (value byte, size int) {
	if s == "" {
		return 0, 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		if c >= '0' && c <= '9' {
			return c, 1
		}
		return 0, 0
	}
	c, size := utf8.DecodeRuneInString(s)
	for _, zero := range [...]rune{'٠', '۰', '０'} {
		if c >= zero && c <= zero+9 {
			return byte('0' + c - zero), size
		}
	}
	return 0, 0
}

// latin is a row of digits in Latin.
func latin(s string) string {
	b := make([]byte, 0, len(s)/2)
	for s != "" {
		d, size := digit(s)
		b = append(b, d)
		s = s[size:]
	}
	return string(b)
}

// invisible are characters that turn or join letters and that nobody sees between digits.
const invisible = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

// separator passes over what may stand between two groups of one number: at most two visible
// characters, such as ") " or "-". tight says that one of them is a hyphen or a point, by which
// codes hang together.
func separator(s string) (size int, tight bool) {
	for seen := 0; size < len(s); {
		c, width := utf8.DecodeRuneInString(s[size:])
		switch {
		case strings.ContainsRune(invisible, c):
		case seen < 2 && strings.ContainsRune(" \u00a0\u2009\u202f()", c):
			seen++
		case seen < 2 && strings.ContainsRune("-.‐‑–−_", c):
			seen++
			tight = true
		default:
			return size, tight
		}
		size += width
	}
	return size, tight
}
