package account

import (
	"context"
	"errors"
	"regexp"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
)

func TestPasswordsMatch(t *testing.T) {
	p := NewPasswords(nil)
	hashed, err := p.Hash(t.Context(), "café orbit mango")
	if err != nil {
		t.Fatal(err)
	}
	if form := regexp.MustCompile(`^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`); !form.MatchString(hashed) {
		t.Errorf("hash %s", hashed)
	}
	if again, err := p.Hash(t.Context(), "café orbit mango"); err != nil || again == hashed {
		t.Errorf("the same password has the same hash: it has no salt (%v)", err)
	}
	for _, tt := range []struct {
		password string
		right    bool
	}{
		{"café orbit mango", true},
		{"cafe\u0301 orbit mango", true}, // typed on another machine
		{"cafe orbit mango", false},
		{"Café orbit mango", false},
		{"café orbit mango ", false},
		{"", false},
	} {
		if right, err := p.Matches(t.Context(), hashed, tt.password); err != nil || right != tt.right {
			t.Errorf("%q: %v, %v", tt.password, right, err)
		}
	}
	for _, password := range []string{"", "café orbit mango"} {
		if right, err := p.Matches(t.Context(), "", password); err != nil || right {
			t.Errorf("%q is nobody's password: %v, %v", password, right, err)
		}
	}
}

// A hash that another program made, of the same family and with other costs, so that what
// is kept can be read elsewhere and costs can be raised: a vector of the argon2
// reference implementation's tests for argon2id version 19 with m=65536, t=2, p=1.
func TestHashesOfOthersAreRead(t *testing.T) {
	const hashed = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	p := NewPasswords(nil)
	if right, err := p.Matches(t.Context(), hashed, "password"); err != nil || !right {
		t.Errorf("%v, %v", right, err)
	}
	if right, err := p.Matches(t.Context(), hashed, "passwore"); err != nil || right {
		t.Errorf("another password: %v, %v", right, err)
	}
}

func TestWhatIsNoHashIsRefused(t *testing.T) {
	const salt, tag = "c29tZXNhbHQ", "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for _, hashed := range []string{
		"password", "$2b$12$abc", "$argon2i$v=19$m=64,t=2,p=1$" + salt + "$" + tag,
		"$argon2id$v=18$m=64,t=2,p=1$" + salt + "$" + tag, "$argon2id$v=19$m=64,t=0,p=1$" + salt + "$" + tag,
		"$argon2id$v=19$m=64,t=2,p=0$" + salt + "$" + tag, "$argon2id$v=19$m=64,t=2,p=1,x=1$" + salt + "$" + tag,
		"$argon2id$v=19$m=64,t=2,p=1$" + salt + "$", "$argon2id$v=19$m=64,t=2,p=1$" + salt, "$argon2id$v=19$m=64,t=2,p=1$!$" + tag,
		"$argon2id$v=19$m=64,t=2,p=1$" + salt + "$" + tag[:20], "$argon2id$v=19$m=64,t=2,p=256$" + salt + "$" + tag,
	} {
		if right, err := NewPasswords(nil).Matches(t.Context(), hashed, "password"); !errors.Is(err, errHash) || right {
			t.Errorf("%s: %v, %v", hashed, right, err)
		}
	}
}

func TestHashingIsBounded(t *testing.T) {
	p := NewPasswords(nil)
	for range hashesAtOnce {
		p.working <- struct{}{}
		p.line <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Hash(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want to have waited until the caller gave up", err)
	}
	for range hashesInLine {
		p.line <- struct{}{}
	}
	if _, err := p.Hash(t.Context(), "x"); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v, want ErrUnavailable at the end of a full line", err)
	}
	for range hashesAtOnce {
		<-p.working
	}
	<-p.line
	if _, err := p.Hash(t.Context(), "x"); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
