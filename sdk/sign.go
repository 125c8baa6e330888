package sdk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// signer makes and opens signed texts: a payload that everybody may read and nobody may
// change. A key for each purpose keeps what was signed for one from being shown for another.
type signer struct {
	key []byte
	id  string // tells keys apart without telling anything about them
}

// The form of what is signed: payload "." mac, both base64url. Half of the MAC is left out,
// since links go into text messages; 128 bits are as far from being guessed.
const (
	macBytes = 16
	idBytes  = 6
)

func segment() *base64.Encoding { return base64.RawURLEncoding.Strict() }

// newSigner derives a key from a server key. It begins with the key's SHA-256, which is what
// a collector keeps of it, so that both sides come to the same.
func newSigner(secret, purpose string) signer {
	kept := sha256.Sum256([]byte(secret))
	return signer{
		key: mac(kept[:], purpose),
		id:  segment().EncodeToString(mac(kept[:], purpose+" id")[:idBytes]),
	}
}

// sign returns the payload's JSON, signed.
func (s signer) sign(payload any) (string, error) {
	text, err := json.Marshal(payload)
	if err != nil {
		return "", fmt.Errorf("sdk: sign: %w", err)
	}
	head := segment().EncodeToString(text)
	return head + "." + s.seal(head), nil
}

// open reads what sign made into payload. It is false for whatever sign did not make.
func (s signer) open(token string, payload any) bool {
	head, seal, ok := strings.Cut(token, ".")
	if !ok || !hmac.Equal([]byte(seal), []byte(s.seal(head))) {
		return false
	}
	text, err := segment().DecodeString(head)
	return err == nil && json.Unmarshal(text, payload) == nil
}

func (s signer) seal(head string) string {
	return segment().EncodeToString(mac(s.key, head)[:macBytes])
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
