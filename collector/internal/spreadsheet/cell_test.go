package spreadsheet_test

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/spreadsheet"
)

func TestCells(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"word", "Tehran", "Tehran"},
		{"hyphen within", "free-shipping", "free-shipping"},
		{"plus within", "a+b=c@d", "a+b=c@d"},
		{"time with offset", "2026-10-01T08:00:00+03:30", "2026-10-01T08:00:00+03:30"},
		{"number", "12.90", "12.90"},
		{"negative number", "-12.90", "-12.90"},
		{"negative number with exponent", "-1.5e-07", "-1.5e-07"},
		{"no number", "-12.90.1", "'-12.90.1"},
		{"formula in a number's clothes", "-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+98 912 000 0000", "'+98 912 000 0000"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"full width", "＝1+1", "'＝1+1"},
		{"blank before", " =1+1", " '=1+1"},
		{"no-break space before", "\u00a0=1+1", "\u00a0'=1+1"},
		{"mark before", "\ufeff\u200f=1+1", "\ufeff\u200f'=1+1"},
		{"quote before", `"=1+1`, `"'=1+1`},
		{"tab before", "\t=1+1", "'\t'=1+1"},
		{"NUL before", "\x00=1+1", "'\x00'=1+1"},
		{"NUL alone", "\x00x", "'\x00x"},
		{"tab alone", "\tx", "'\tx"},
		{"carriage return before", "\r=1+1", "'\r'=1+1"},
		{"after a semicolon", "x;=1+1", "x;'=1+1"},
		{"after a comma and a quote", `x,"=1+1`, `x,"'=1+1`},
		{"after a line break", "x\n=1+1", "x\n'=1+1"},
		{"after a bar", "x|@a", "x|'@a"},
		{"number after a comma", "x, -5", "x, '-5"},
		{"number before a semicolon", "-5;x", "'-5;x"},
		{"JSON", `{"a":"=b"}`, `{"a":"=b"}`},
		{"JSON with a comma", `["a","=b"]`, `["a","'=b"]`},
		{"only a separator", ";", ";"},
		{"only a minus", "-", "'-"},
		{"invalid UTF-8", "\xff=1", "\xff=1"},
	} {
		if got := spreadsheet.Cell(test.text); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// Whatever the separator a spreadsheet cuts at, no cell it then sees begins a formula, and
// without the apostrophes the text is what it was.
func TestNoCellBeginsAFormula(t *testing.T) {
	const alphabet = "=+-@,;|\t\r\n\x00\"' 1.eE٣aش＝＋－＠\u200b\u202e\ufeff"
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune(alphabet))).Draw(t, "text")
		got := spreadsheet.Cell(text)
		for _, separator := range []string{",", ";", "|", "\t", "\n", "\r"} {
			for _, cell := range strings.Split(got, separator) {
				cell = strings.TrimLeft(cell, "\" \t\r\n\x00\u200b\u202e\ufeff")
				if first := []rune(cell); len(first) > 0 && strings.ContainsRune("=+-@＝＋－＠", first[0]) && cell != text {
					t.Fatalf("%q becomes %q, of which %q is a formula", text, got, cell)
				}
			}
		}
		if _, err := strconv.ParseFloat(text, 64); err != nil && got != "" && strings.ContainsAny(got[:1], "=+-@\t\r") {
			t.Fatalf("%q becomes %q", text, got)
		}
		if strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(text, "'", "") {
			t.Fatalf("%q becomes %q", text, got)
		}
		if spreadsheet.Cell(got) != got {
			t.Fatalf("%q becomes %q, and that %q", text, got, spreadsheet.Cell(got))
		}
	})
}
