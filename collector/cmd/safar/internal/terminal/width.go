package terminal

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// cells is how many columns of a terminal a text takes: marks that sit on another
// character take none, characters of East Asian scripts two.
func cells(text string) int {
	n := 0
	for _, r := range text {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// clip shortens a text to so many columns.
func clip(text string, columns int) string {
	if cells(text) <= columns {
		return text
	}
	n := 0
	for i, r := range text {
		if n += runeCells(r); n > columns-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// clean takes out what could move the cursor, change colours or turn the direction of the
// text around it.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d': // Persian spelling needs the joiners
			return r
		case unicode.Is(unicode.Cf, r):
			return -1
		case !unicode.IsPrint(r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
