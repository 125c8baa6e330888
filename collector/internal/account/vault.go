package account

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
	"strconv"
)

// SealingKeyBytes is the length of the key of a Vault.
const SealingKeyBytes = 32

// ErrNoSealingKey says that what a Vault has sealed can't be opened: its key is gone, as it is
// where a backup was put into another folder.
var ErrNoSealingKey = errors.New("the key that seals second factors is missing")

// Vault seals the secrets of second factors, with AES-256-GCM under a key that lies beside the
// database and in no backup of it. See the package's text for what that protects.
type Vault struct {
	// key returns the key; make says to make one where there is none, else that is
	// ErrNoSealingKey.
	key func(make bool) ([]byte, error)
}

// NewVault makes a Vault with a key of SealingKeyBytes bytes.
func NewVault(key func(make bool) ([]byte, error)) *Vault { return &Vault{key} }

func (v *Vault) seal(user int64, secret []byte) ([]byte, error) {
	box, err := v.box(true)
	if err != nil {
		return nil, err
	}
	return box.Seal(nil, nil, secret, belongsTo(user)), nil
}

func (v *Vault) open(user int64, sealed []byte) ([]byte, error) {
	box, err := v.box(false)
	if err != nil {
		return nil, err
	}
	secret, err := box.Open(nil, nil, sealed, belongsTo(user))
	if err != nil {
		return nil, fmt.Errorf("open the second factor of user %d, which another key may have sealed: %w", user, err)
	}
	return secret, nil
}

func (v *Vault) box(make bool) (cipher.AEAD, error) {
	key, err := v.key(make)
	if err != nil {
		return nil, fmt.Errorf("read the key that seals second factors: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("the key that seals second factors: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// belongsTo keeps a sealed secret from being opened as another user's.
func belongsTo(user int64) []byte { return strconv.AppendInt([]byte("second factor of "), user, 10) }
