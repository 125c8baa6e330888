package survey

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

var (
	// ErrUnknown says that a link was not signed by any of the keys.
	ErrUnknown = errors.New("no link of any key")
	// ErrOver says that a link was good once.
	ErrOver = errors.New("the link is over")
)

// Link is what a link says. Its names are short, since it may go into a text message.
type Link struct {
	Survey     string        `json:"s"`
	Response   string        `json:"r,omitempty"` // "" while a link is made: each stands for itself
	Customer   string        `json:"c,omitempty"`
	Touchpoint string        `json:"t,omitempty"`
	Surface    event.Surface `json:"u,omitempty"`
	Language   string        `json:"l,omitempty"`
	Expires    int64         `json:"e"` // Unix seconds
}

// claim is a link with the id of the key that signs it.
type claim struct {
	Key string `json:"k"`
	Link
}

const (
	purpose = "safar survey link 1"
	// Half of the MAC is left out: 128 bits are no easier to guess.
	sealBytes = 16
	idBytes   = 6
	// maxHead bounds what is decoded of a link, in characters.
	maxHead = 2048
)

// Strict, so that one payload is written in one way.
func coding() *base64.Encoding { return base64.RawURLEncoding.Strict() }

// Token signs a link with a server key, and is what stands in the address behind /s/.
func (l Link) Token(key store.Key) (string, error) {
	text, err := json.Marshal(claim{KeyID(key), l})
	if err != nil {
		return "", err
	}
	head := coding().EncodeToString(text)
	return head + "." + seal(key, head), nil
}

// KeyID is what a link calls the key that signed it.
func KeyID(key store.Key) string {
	return coding().EncodeToString(mac(key.Hash, purpose+" id")[:idBytes])
}

// Open reads a link, whose time must not be up, and finds the key that signed it among keys.
// Its error is ErrUnknown or, for a link that was good before, ErrOver, which tells the link too.
func Open(token string, keys []store.Key, now time.Time) (Link, store.Key, error) {
	head, shown, whole := strings.Cut(token, ".")
	if !whole || len(head) > maxHead {
		return Link{}, store.Key{}, ErrUnknown
	}
	text, err := coding().DecodeString(head)
	var said claim
	if err != nil || json.Unmarshal(text, &said) != nil {
		return Link{}, store.Key{}, ErrUnknown
	}
	for _, key := range keys {
		if key.Kind != event.ServerKey || key.Revoked || KeyID(key) != said.Key {
			continue
		}
		if !hmac.Equal([]byte(shown), []byte(seal(key, head))) {
			continue
		}
		if said.Response == "" {
			said.Response = digest(token)
		}
		if now.Unix() >= said.Expires {
			return said.Link, key, ErrOver
		}
		return said.Link, key, nil
	}
	return Link{}, store.Key{}, ErrUnknown
}

// seal signs the first part of a token. A key's hash is what the collector keeps of it.
func seal(key store.Key, head string) string {
	return coding().EncodeToString(mac(mac(key.Hash, purpose), head)[:sealBytes])
}

// digest is a short name for a text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
