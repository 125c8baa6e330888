package account

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // what RFC 6238 and every program for phones compute; collisions do not matter to an HMAC
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// The codes that every program for phones makes: of six digits, every half minute.
const (
	codeDigits  = 6
	codeStep    = 30 * time.Second
	codeDrift   = 1  // steps that a clock may be off, either way
	factorBytes = 20 // of a secret, the length of SHA-1, as RFC 4226 asks for
)

// unpadded is how secrets are written for programs on phones.
func unpadded() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }

// otp is the one-time password of RFC 4226 for a counter, of RFC 6238 where that is a step of
// time.
func otp(secret []byte, counter int64, digits int) string {
	mac := hmac.New(sha1.New, secret)
	var message [8]byte
	binary.BigEndian.PutUint64(message[:], uint64(counter)) // the bits are what counts
	mac.Write(message[:])
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	number := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	modulus := uint32(1)
	for range digits {
		modulus *= 10
	}
	return fmt.Sprintf("%0*d", digits, number%modulus)
}

func stepOf(t time.Time) int64 { return t.Unix() / int64(codeStep/time.Second) }

// codeMatches finds the step of which a code is, among the present one and those next to it. It
// looks at all of them, so that its time tells nothing.
func codeMatches(secret []byte, code string, now time.Time) (step int64, matches bool) {
	for at := stepOf(now) - codeDrift; at <= stepOf(now)+codeDrift; at++ {
		if subtle.ConstantTimeCompare([]byte(otp(secret, at, codeDigits)), []byte(code)) == 1 {
			step, matches = at, true
		}
	}
	return step, matches
}

// factorURL is what a phone reads from a QR code.
func factorURL(issuer, email string, secret []byte) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + email}
	u.RawQuery = "secret=" + unpadded().EncodeToString(secret) + "&issuer=" + url.PathEscape(issuer)
	return u.String()
}

// typedCode is a code without what people put in between, and with the digits of ASCII.
func typedCode(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return -1
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, text)
}

// isCode tells a code from a recovery code.
func isCode(code string) bool {
	return len(code) == codeDigits && strings.Trim(code, "0123456789") == ""
}
