package account

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/store"
)

// The bounds of a TokenSpec.
const (
	LongestTokenName = 80             // characters
	LongestToken     = 10 * 365 * day // one that should live longer has no end
	LongestShare     = 365 * day
	usualShare       = 30 * day
)

const day = 24 * time.Hour

// TokenSpec is what is said of a token or of a share link.
type TokenSpec struct {
	// Site is the number of the site that it tells of. Defaults to every site, which a share
	// link does not.
	Site int64
	// Scope is how much a read token tells. Defaults to store.Details; a share link tells sums.
	Scope store.Scope
	// Name is what it is for, at most LongestTokenName characters. May be empty.
	Name string
	// Life is for how long it works, in whole days. Defaults to for ever, and to 30 days for a
	// share link.
	Life time.Duration
}

// ReadToken issues a token that programs read with. Its errors are *SpecError and those of the
// store.
func (i *Issuer) ReadToken(ctx context.Context, spec TokenSpec) (string, store.Token, error) {
	if spec.Scope == "" {
		spec.Scope = store.Details
	}
	if spec.Scope != store.Sums && spec.Scope != store.Details {
		return "", store.Token{}, &SpecError{"scope", fmt.Sprintf("%q is unknown", clip(string(spec.Scope))), "sums or details"}
	}
	return i.token(ctx, ReadPrefix, store.ReadToken, spec, LongestToken)
}

// ShareLink issues the token of a link that shows sums of one site to whoever has it. Its
// errors are *SpecError and those of the store.
func (i *Issuer) ShareLink(ctx context.Context, spec TokenSpec) (string, store.Token, error) {
	if spec.Site == 0 {
		return "", store.Token{}, &SpecError{"site", "a link shows one site", "name it"}
	}
	if spec.Scope != "" && spec.Scope != store.Sums {
		return "", store.Token{}, &SpecError{"scope", "a link shows sums", "leave it out"}
	}
	if spec.Scope = store.Sums; spec.Life == 0 {
		spec.Life = usualShare
	}
	return i.token(ctx, SharePrefix, store.ShareLink, spec, LongestShare)
}

func (i *Issuer) token(ctx context.Context, prefix Prefix, kind store.TokenKind, spec TokenSpec, longest time.Duration) (string, store.Token, error) {
	name := strings.TrimSpace(spec.Name)
	if n := utf8.RuneCountInString(name); n > LongestTokenName || strings.ContainsFunc(name, unicode.IsControl) {
		return "", store.Token{}, &SpecError{"name", "it is too long or not on one line", fmt.Sprintf("at most %d characters", LongestTokenName)}
	}
	if spec.Life < 0 || spec.Life > longest {
		return "", store.Token{}, &SpecError{"days", fmt.Sprintf("%d is out of range", int64(spec.Life/day)), fmt.Sprintf("from 1 to %d", int64(longest/day))}
	}
	secret, now := newSecret(prefix), i.now()
	token := store.Token{
		Kind: kind, Site: spec.Site, Scope: spec.Scope, Name: name, Label: shortened(secret), Hash: hash(secret), Created: now,
	}
	if spec.Life > 0 {
		token.Expires = now.Add(spec.Life)
	}
	token, err := i.store.CreateToken(ctx, token)
	if err != nil {
		return "", store.Token{}, fmt.Errorf("create %s token: %w", kind, err)
	}
	return secret, token, nil
}
