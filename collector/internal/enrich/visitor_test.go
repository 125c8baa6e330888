package enrich

import (
	"net/netip"
	"strings"
	"testing"
)

func TestDayHash(t *testing.T) {
	salt := []byte("0123456789abcdef0123456789abcdef")
	ip := netip.MustParseAddr("203.0.113.7")
	hash := DayHash(salt, 1, ip, "Firefox")
	// Computed by another HMAC: site (8 bytes), mapped address (16 bytes), agent.
	if want := "~BXVzpWiKUGtvkt1Fq5XtYw"; hash != want {
		t.Errorf("%s, want %s", hash, want)
	}
	if !strings.HasPrefix(hash, "~") || len(hash) > 64 {
		t.Errorf("%q is no visitor id", hash)
	}
	for name, same := range map[string]string{
		"mapped address": DayHash(salt, 1, netip.MustParseAddr("::ffff:203.0.113.7"), "Firefox"),
		"padded agent":   DayHash(salt, 1, ip, " Firefox\n"),
	} {
		if same != hash {
			t.Errorf("%s: another visitor", name)
		}
	}
	for name, other := range map[string]string{
		"another salt":    DayHash([]byte("another"), 1, ip, "Firefox"),
		"another site":    DayHash(salt, 2, ip, "Firefox"),
		"another address": DayHash(salt, 1, netip.MustParseAddr("203.0.113.8"), "Firefox"),
		"another agent":   DayHash(salt, 1, ip, "Firefox "+"2"),
	} {
		if other == hash {
			t.Errorf("%s: the same visitor", name)
		}
	}
	whole := netip.MustParseAddr("2001:db8::1")
	if DayHash(salt, 1, whole, "") == DayHash(salt, 1, whole.Next(), "") {
		t.Error("two addresses of one IPv6 network are one visitor")
	}
}

func TestCustomerID(t *testing.T) {
	key := []byte("site key")
	if got := CustomerID(key, "C-1009"); got != "C-1009" {
		t.Errorf("a shop's id became %q", got)
	}
	hashed := CustomerID(key, "ali@example.com")
	if hashed != KeyedHash(key, "ali@example.com") || !strings.HasPrefix(hashed, "~~") || strings.Contains(hashed, "ali") {
		t.Errorf("an e-mail address became %q", hashed)
	}
	if hashed == CustomerID(key, "sara@example.com") || hashed == CustomerID([]byte("other"), "ali@example.com") {
		t.Error("customers or sites share a hash")
	}
	if PersonalID(hashed) {
		t.Error("a hash is hashed again")
	}
	if got := CustomerID(nil, "09121234567"); got != "" {
		t.Errorf("without a key: %q", got)
	}
}
