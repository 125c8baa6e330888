package account

import (
	"encoding/base32"
	"net/url"
	"testing"
	"time"
)

// The table of RFC 6238, appendix B, for SHA-1.
func TestCodesOfRFC6238(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{
		59: "94287082", 1111111109: "07081804", 1111111111: "14050471",
		1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130",
	} {
		if got := otp(secret, stepOf(time.Unix(at, 0)), 8); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
		if got := otp(secret, stepOf(time.Unix(at, 0)), codeDigits); got != want[2:] {
			t.Errorf("at %d: %s, want %s", at, got, want[2:])
		}
	}
}

// The table of RFC 4226, appendix D.
func TestCodesOfRFC4226(t *testing.T) {
	for counter, want := range []string{"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"} {
		if got := otp([]byte("12345678901234567890"), int64(counter), 6); got != want {
			t.Errorf("%d: %s, want %s", counter, got, want)
		}
	}
}

func TestClocksMayBeOffByAStep(t *testing.T) {
	secret, now := []byte("12345678901234567890"), time.Unix(1_800_000_010, 0)
	for off, want := range map[time.Duration]bool{-2 * codeStep: false, -codeStep: true, 0: true, codeStep: true, 2 * codeStep: false} {
		step, matches := codeMatches(secret, otp(secret, stepOf(now.Add(off)), codeDigits), now)
		if matches != want || matches && step != stepOf(now.Add(off)) {
			t.Errorf("%s: step %d, %v", off, step, matches)
		}
	}
}

func TestTypedCodes(t *testing.T) {
	for typed, want := range map[string]string{"123 456": "123456", "۱۲۳۴۵۶": "123456", "١٢٣-٤٥٦": "123456", "abcd-efgh-ijkl-mnop": "ABCDEFGHIJKLMNOP"} {
		if got := typedCode(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestPhonesReadTheAddress(t *testing.T) {
	secret := []byte("12345678901234567890")
	u, err := url.Parse(factorURL("Safar", "owner+a@shop.example", secret))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Safar:owner+a@shop.example" || q.Get("issuer") != "Safar" ||
		q.Get("secret") != base32.StdEncoding.EncodeToString(secret) || len(q) != 2 {
		t.Errorf("%s", u)
	}
}
