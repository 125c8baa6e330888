package collector

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/safar-cx/safar/collector/internal/account"
)

// sealKeyName is the file beside the database with the key that seals second factors. No backup
// has it.
const sealKeyName = "safar.key"

// sealingKey reads the key of a data folder, or makes it.
func sealingKey(dir string) func(create bool) ([]byte, error) {
	path := filepath.Join(dir, sealKeyName)
	return func(create bool) ([]byte, error) {
		key, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !create:
			return nil, account.ErrNoSealingKey
		case errors.Is(err, fs.ErrNotExist):
			return makeSealingKey(path)
		case err != nil:
			return nil, err
		case len(key) != account.SealingKeyBytes:
			return nil, fmt.Errorf("%s has %d bytes, want %d", path, len(key), account.SealingKeyBytes)
		}
		return key, nil
	}
}

// makeSealingKey writes a new key whole, or takes the one that another process wrote meanwhile.
func makeSealingKey(path string) (key []byte, err error) {
	key = make([]byte, account.SealingKeyBytes)
	rand.Read(key)                                                    // never fails
	draft, err := os.CreateTemp(filepath.Dir(path), sealKeyName+"-*") // for its owner alone
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.Remove(draft.Name())) }()
	_, err = draft.Write(key)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return nil, err
	}
	err = os.Link(draft.Name(), path)
	if errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	return key, syncDir(filepath.Dir(path))
}

// syncDir makes sure that a name in a folder outlives a power cut.
func syncDir(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
