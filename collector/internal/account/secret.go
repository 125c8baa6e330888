package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// Prefix is the beginning of a secret; it tells what the secret is for.
type Prefix string

// The kinds of secret.
const (
	BrowserPrefix Prefix = "pk_"
	ServerPrefix  Prefix = "sk_"
	ReadPrefix    Prefix = "rt_"
	SessionPrefix Prefix = "ss_" // of a browser in which a user is signed in
	SetupPrefix   Prefix = "su_" // of a link that makes the first user
	SignInPrefix  Prefix = "si_" // of a link that signs a user in
	InvitePrefix  Prefix = "iv_" // of a link with which an invited user chooses a password
	ResetPrefix   Prefix = "pr_" // of a link with which a user chooses another password
	SharePrefix   Prefix = "sl_" // of a link that shows sums of a site
)

const (
	randomLen   = 26 // base32 characters, 130 bits
	checksumLen = 7  // base32 characters, 32 bits
	secretLen   = 3 + randomLen + checksumLen
	labelLen    = 3 + 4 // of a secret that is shown in lists; 110 bits stay unknown
)

// newSecret makes a secret of that kind.
func newSecret(p Prefix) string {
	head := string(p) + strings.ToLower(rand.Text())
	return head + checksum(head)
}

// WellFormed reports whether text can be a secret of that kind: its form and its checksum
// fit. It says nothing of whether anybody ever issued it.
func WellFormed(p Prefix, text string) bool {
	if len(text) != secretLen || !strings.HasPrefix(text, string(p)) {
		return false
	}
	head := text[:secretLen-checksumLen]
	return text[len(head):] == checksum(head)
}

// hash is what the store keeps of a secret.
func hash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// shortened is the beginning of a secret, enough for a person to tell two apart.
func shortened(secret string) string { return secret[:labelLen] + "…" }

func checksum(head string) string {
	var sum [4]byte
	binary.BigEndian.PutUint32(sum[:], crc32.ChecksumIEEE([]byte(head)))
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
	return strings.ToLower(text)
}
