package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/safar-cx/safar/collector/internal/store"
)

// The cost of a hash: OWASP's first choice for argon2id, some 40 ms on a small server.
const (
	argonMemory  = 19_456 // KiB
	argonTime    = 2
	argonThreads = 1
	saltBytes    = 16
	tagBytes     = 32
)

// The bounds of what hashing may take: 38 MiB and two cores however many sign in at once.
const (
	hashesAtOnce = 2
	hashesInLine = 32
)

// unhashed stands for the hash of nobody's password. Comparing with it costs what comparing
// with a real one does, and never succeeds: it has no tag.
var unhashed = hashOf{memory: argonMemory, time: argonTime, threads: argonThreads, salt: make([]byte, saltBytes)}

// Sites lists the sites.
type Sites interface {
	Sites(context.Context) ([]store.Site, error)
}

// Passwords checks new passwords, and makes and compares hashes of passwords, a bounded number at
// a time. It is safe for concurrent use.
type Passwords struct {
	sites   Sites
	line    chan struct{} // holds whoever waits or works
	working chan struct{}
}

// NewPasswords makes Passwords that refuse the names of some sites.
func NewPasswords(sites Sites) *Passwords {
	return &Passwords{
		sites:   sites,
		line:    make(chan struct{}, hashesAtOnce+hashesInLine),
		working: make(chan struct{}, hashesAtOnce),
	}
}

// Check refuses a new password of a user that somebody would guess, see checkPassword. Its error
// is a *SpecError, or the store's.
func (p *Passwords) Check(ctx context.Context, password string, user store.User) error {
	sites, err := p.sites.Sites(ctx)
	if err != nil {
		return fmt.Errorf("list sites: %w", err)
	}
	return checkPassword(password, namesOf(user, sites))
}

// Hash makes the hash to keep of a password, argon2id in the PHC form
// ($argon2id$v=19$m=19456,t=2,p=1$salt$tag). It returns store.ErrUnavailable when too many
// wait already, and ctx's error when that ends first.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails
	h := hashOf{memory: argonMemory, time: argonTime, threads: argonThreads, salt: salt}
	tag, err := p.tag(ctx, h, password)
	if err != nil {
		return "", err
	}
	h.tag = tag
	return h.String(), nil
}

// Matches tells whether a password is the one that a hash was made of. An empty hash is
// nobody's; that takes as long to say. Its errors are those of Hash, and one for a hash
// that can't be read.
func (p *Passwords) Matches(ctx context.Context, hash, password string) (bool, error) {
	h := unhashed
	if hash != "" {
		var err error
		if h, err = parseHash(hash); err != nil {
			return false, err
		}
	}
	tag, err := p.tag(ctx, h, password)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(tag, h.tag) == 1, nil
}

// tag computes the tag of a password when it is its turn.
func (p *Passwords) tag(ctx context.Context, h hashOf, password string) ([]byte, error) {
	select {
	case p.line <- struct{}{}:
		defer func() { <-p.line }()
	default:
		return nil, fmt.Errorf("too many passwords to check: %w", store.ErrUnavailable)
	}
	select {
	case p.working <- struct{}{}:
		defer func() { <-p.working }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	length := uint32(tagBytes)
	if n := len(h.tag); n > 0 {
		length = uint32(n)
	}
	return argon2.IDKey(composed(password), h.salt, h.time, h.memory, h.threads, length), nil
}

// composed is the one form of what may be typed in several: é as one character or as two.
func composed(password string) []byte { return norm.NFC.Bytes([]byte(password)) }

// hashOf is a hash taken apart.
type hashOf struct {
	memory, time uint32
	threads      uint8
	salt, tag    []byte
}

const phcForm = "m=%d,t=%d,p=%d"

func (h hashOf) String() string {
	code := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$"+phcForm+"$%s$%s", argon2.Version, h.memory, h.time, h.threads,
		code.EncodeToString(h.salt), code.EncodeToString(h.tag))
}

var errHash = errors.New("the stored hash of a password can't be read")

// parseHash reads the PHC form. Costs may differ from ours, so that they can be raised one
// day while old hashes still open.
func parseHash(text string) (h hashOf, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, errHash
	}
	if _, err := fmt.Sscanf(parts[3], phcForm, &h.memory, &h.time, &h.threads); err != nil {
		return h, fmt.Errorf("%w: %w", errHash, err)
	}
	code := base64.RawStdEncoding.Strict()
	if h.salt, err = code.DecodeString(parts[4]); err != nil {
		return h, fmt.Errorf("%w: %w", errHash, err)
	}
	if h.tag, err = code.DecodeString(parts[5]); err != nil {
		return h, fmt.Errorf("%w: %w", errHash, err)
	}
	if h.time < 1 || h.threads < 1 || len(h.tag) < tagBytes || h.String() != text {
		return h, errHash
	}
	return h, nil
}
