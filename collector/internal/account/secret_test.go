package account

import (
	"strings"
	"testing"
)

func TestSecretIsWellFormedForItsKindAlone(t *testing.T) {
	kinds := []Prefix{BrowserPrefix, ServerPrefix, ReadPrefix, SessionPrefix, SetupPrefix, SignInPrefix}
	for _, made := range kinds {
		secret := newSecret(made)
		for _, asked := range kinds {
			if got, want := WellFormed(asked, secret), asked == made; got != want {
				t.Errorf("WellFormed(%s, %s) = %v, want %v", asked, secret, got, want)
			}
		}
	}
}

func TestChecksumCatchesOneWrongCharacter(t *testing.T) {
	secret := newSecret(ServerPrefix)
	for i := len(ServerPrefix); i < len(secret); i++ {
		wrong := []byte(secret)
		wrong[i] = 'a'
		if secret[i] == 'a' {
			wrong[i] = 'b'
		}
		if WellFormed(ServerPrefix, string(wrong)) {
			t.Errorf("%s passes for %s", wrong, secret)
		}
	}
	for _, text := range []string{"", "sk_", secret + "a", secret[:len(secret)-1], strings.ToUpper(secret)} {
		if WellFormed(ServerPrefix, text) {
			t.Errorf("%q passes", text)
		}
	}
}

func TestLabelOfSecretDoesNotOpenAnything(t *testing.T) {
	secret := newSecret(ServerPrefix)
	if label := shortened(secret); !strings.HasPrefix(secret, strings.TrimSuffix(label, "…")) || len(label) > 12 {
		t.Errorf("label %q of %q", label, secret)
	}
}
