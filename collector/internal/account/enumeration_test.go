package account

import (
	"context"
	"errors"
	"math"
	"net/netip"
	"os"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// countedMatcher counts how often a password is compared with a hash of the usual cost.
type countedMatcher struct {
	matcher
	t       *testing.T
	usual   int
	strange []string // hashes of another cost
}

func (m *countedMatcher) Matches(ctx context.Context, hashed, password string) (bool, error) {
	cost := unhashed
	if hashed != "" {
		var err error
		if cost, err = parseHash(hashed); err != nil {
			m.t.Error(err)
		}
	}
	if cost.memory == argonMemory && cost.time == argonTime && cost.threads == argonThreads {
		m.usual++
	} else {
		m.strange = append(m.strange, hashed)
	}
	return m.matcher.Matches(ctx, hashed, password)
}

// Who is a user can't be learnt by trying: what is wrong is told alike, and costs one hash alike.
func TestStrangersCostAsMuchAsUsers(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	if _, err := p.users.Add(t.Context(), someoneElse, store.Grant{Role: store.Owner}); err != nil { // without a password
		t.Fatal(err)
	}
	secured := p.secured(t, "secured@shop.example")
	counts := &countedMatcher{matcher: p.door.passwords, t: t}
	p.door.passwords = counts
	for i, try := range []struct{ name, email, password, code string }{
		{"a stranger", "stranger@shop.example", goodPassword, ""},
		{"a wrong password", someone, goodPassword + "s", ""},
		{"a user without a password", someoneElse, goodPassword, ""},
		{"a stranger with a code", "stranger@shop.example", goodPassword, "123456"},
		{"a wrong password with a code", secured.email, goodPassword + "s", secured.code(p.now)},
		{"a wrong code", secured.email, goodPassword, secured.wrongCode(p.now)},
		{"a wrong recovery code", secured.email, goodPassword, "AAAA-BBBB-CCCC-DDDD"},
	} {
		if _, err := p.door.ByPassword(t.Context(), try.email, try.password, try.code, Caller{Network: here}); err != ErrWrongCredentials { //nolint:errorlint // the very same, or its text would tell
			t.Errorf("%s: %v", try.name, err)
		}
		if counts.usual != i+1 || counts.strange != nil {
			t.Errorf("%s: %d hashes after %d tries, and %d of another cost", try.name, counts.usual, i+1, len(counts.strange))
		}
	}
}

// TestTimeTellsNobodyWhoIsAUser measures what the test above counts.
func TestTimeTellsNobodyWhoIsAUser(t *testing.T) {
	if os.Getenv("SAFAR_SOAK") == "" {
		t.Skip("make soak runs it: 400 tries, one after the other")
	}
	const tries = 200
	p := openPeople(t)
	p.owner(t)
	spent := map[string][]float64{}
	for i := range tries {
		for _, email := range []string{someone, "stranger@shop.example"} {
			// Each from a network of its own, after all waits.
			from := Caller{Network: netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)})}
			p.now = p.now.Add(2 * quiet)
			begun := time.Now()
			_, err := p.door.ByPassword(t.Context(), email, "wrong and not right", "", from)
			spent[email] = append(spent[email], time.Since(begun).Seconds())
			if !errors.Is(err, ErrWrongCredentials) {
				t.Fatal(err)
			}
		}
	}
	user, userDeviation := moments(spent[someone])
	stranger, strangerDeviation := moments(spent["stranger@shop.example"])
	// Welch's t of two means; beyond 4.5 they would be told apart, as in the testing of leaks.
	welch := (user - stranger) / math.Sqrt((userDeviation*userDeviation+strangerDeviation*strangerDeviation)/tries)
	t.Logf("a user takes %.2f ms, a stranger %.2f ms, t = %.2f", user*1e3, stranger*1e3, welch)
	if math.Abs(welch) > 4.5 && math.Abs(user-stranger) > 0.05*stranger {
		t.Errorf("a user takes %.2f ms and a stranger %.2f ms", user*1e3, stranger*1e3)
	}
}

func moments(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		deviation += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(deviation / float64(len(values)-1))
}
