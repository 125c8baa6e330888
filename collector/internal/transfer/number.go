package transfer

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// maxNumber is how many characters a number may have.
const maxNumber = 40

// checkNumber checks that text is a plain decimal number and says what else it is.
func checkNumber(text string) error {
	if len(text) <= maxNumber && plainNumber(text) {
		return nil
	}
	if script := foreignDigits(text); script != "" {
		return fmt.Errorf("%q has %s digits; a number is written with 0-9", text, script)
	}
	if text == "" {
		return fmt.Errorf("is empty; a number is needed")
	}
	if strings.ContainsAny(text, ",٬٫") {
		return fmt.Errorf("%q is not a plain number; write it without thousands separators and with a decimal point", text)
	}
	return fmt.Errorf("%q is not a plain decimal number", clip(text))
}

// plainNumber tells a number as exports should write it: -?(0|[1-9][0-9]*)(\.[0-9]+)?. No
// exponent: what is multiplied exactly must not be able to name a number with a billion
// digits in six characters.
func plainNumber(text string) bool {
	whole, fraction, broken := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return digits(whole) && (whole == "0" || whole[0] != '0') && (!broken || digits(fraction))
}

// digits tells whether a text is digits and nothing else.
func digits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// foreignDigits names the script of digits other than 0-9, "" when there are none.
func foreignDigits(text string) string {
	for _, r := range text {
		switch {
		case r >= '۰' && r <= '۹':
			return "Persian"
		case r >= '٠' && r <= '٩':
			return "Arabic"
		case r > unicode.MaxASCII && unicode.IsDigit(r):
			return "non-Latin"
		}
	}
	return ""
}

// rational reads a checked number exactly.
func rational(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat)
	}
	return r
}

func clip(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
