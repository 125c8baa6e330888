package account

import (
	"crypto/rand"
)

// The recovery codes of a user: each is good instead of a code, once.
const (
	recoveryCodes = 8
	recoveryLen   = 16 // base32 characters, 80 bits: nobody guesses them, so trying is not slowed
	recoveryGroup = 4
)

// newRecoveryCodes makes the codes, as they are shown, and their hashes.
func newRecoveryCodes() (codes []string, hashes [][]byte) {
	for range recoveryCodes {
		code := rand.Text()[:recoveryLen]
		hashes = append(hashes, hash(code))
		shown := ""
		for i := 0; i < recoveryLen; i += recoveryGroup {
			shown += "-" + code[i:i+recoveryGroup]
		}
		codes = append(codes, shown[1:])
	}
	return codes, hashes
}
