package transfer

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"unicode"
)

// A number as exports should write it. No exponent: what is multiplied exactly must not be
// able to name a number with a billion digits in six characters.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// maxNumber is how many characters a number may have.
const maxNumber = 40

// number checks that text is a plain decimal number and says what else it is.
func number(text string) (string, error) {
	if len(text) <= maxNumber && plainNumber.MatchString(text) {
		return text, nil
	}
	if script := foreignDigits(text); script != "" {
		return "", fmt.Errorf("%q has %s digits; a number is written with 0-9", text, script)
	}
	if text == "" {
		return "", fmt.Errorf("is empty; a number is needed")
	}
	if strings.ContainsAny(text, ",٬٫") {
		return "", fmt.Errorf("%q is not a plain number; write it without thousands separators and with a decimal point", text)
	}
	return "", fmt.Errorf("%q is not a plain decimal number", clip(text))
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

// decimal writes an exact sum of decimals with as many digits as it needs.
func decimal(r *big.Rat) string {
	digits, _ := r.FloatPrec()
	return r.FloatString(digits)
}

func clip(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}
