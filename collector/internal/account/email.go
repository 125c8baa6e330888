package account

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// The bounds of an e-mail address in bytes, those of SMTP (RFC 5321).
const (
	maxEmail     = 254
	maxLocalPart = 64
)

// Email brings an e-mail address to the one form in which it is kept and looked for: in
// lower case, composed (NFC), the domain in ASCII. Servers that tell capital letters apart
// before the @ are rarer than people who type them at one time and not at another. Its
// error is a *SpecError.
func Email(text string) (string, error) {
	text = strings.ToLower(norm.NFC.String(strings.TrimSpace(text)))
	bad := &SpecError{FieldEmail, fmt.Sprintf("%q is no e-mail address", clip(text)), "for example owner@shop.example"}
	at := strings.LastIndexByte(text, '@')
	if at < 1 {
		return "", bad
	}
	local := text[:at]
	if len(local) > maxLocalPart || strings.ContainsFunc(local, notInLocalPart) {
		return "", bad
	}
	domain, err := idna.Lookup.ToASCII(text[at+1:])
	if err != nil || domain == "" || strings.ContainsAny(domain, "/:@[] *") || strings.HasSuffix(domain, ".") {
		return "", bad
	}
	if text = local + "@" + domain; len(text) > maxEmail {
		return "", bad
	}
	return text, nil
}

// notInLocalPart finds what no mailbox needs: spaces, quotes, and characters that can't be
// seen.
func notInLocalPart(r rune) bool {
	return !unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune(`"(),:;<>@[\]`, r)
}

// clip shortens what a stranger sent before it is shown.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
