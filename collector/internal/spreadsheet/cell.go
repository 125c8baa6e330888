package spreadsheet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainNumber is what a spreadsheet reads as a number and nothing else.
var plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// separators may end a cell, by the spreadsheet's settings.
const separators = ",;|\t\r\n"

// Cell makes a text harmless to a spreadsheet: an apostrophe goes before whatever would
// begin a formula, at the beginning and after anything that may separate cells. A text that
// is a number is returned as it is.
func Cell(text string) string {
	if !strings.ContainsAny(text, "=+-@\t\r\x00＝＋－＠") || plainNumber.MatchString(text) {
		return text
	}
	var out strings.Builder
	if text[0] == '\t' || text[0] == '\r' || text[0] == 0 {
		out.WriteByte('\'') // some spreadsheets leave them away, and look at what follows
	}
	for {
		end := strings.IndexAny(text, separators)
		if end < 0 {
			out.WriteString(part(text))
			return out.String()
		}
		out.WriteString(part(text[:end]))
		out.WriteByte(text[end])
		text = text[end+1:]
	}
}

// part makes what stands between two separators harmless.
func part(text string) string {
	begin := strings.IndexFunc(text, func(r rune) bool { return !ignored(r) })
	if begin < 0 {
		return text
	}
	switch r, _ := utf8.DecodeRuneInString(text[begin:]); r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠':
		return text[:begin] + "'" + text[begin:]
	}
	return text
}

// ignored tells what a spreadsheet may leave away before it looks for a formula: blanks,
// quotes, and characters that show nothing.
func ignored(r rune) bool {
	return r == '"' || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
