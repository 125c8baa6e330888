package collector

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// User is a person who may sign in to the pages. Every user sees every site.
type User = store.User

// ErrSetUp says that there is a user already, so that no setup link can be made.
var ErrSetUp = account.ErrSetUp

// Users lists the users by e-mail address.
func (c *Collector) Users(ctx context.Context) ([]User, error) { return c.users.List(ctx) }

// AddUser makes a user without a password, whom links let in: see SignInLink. Its errors
// are *SpecError for what is no e-mail address, and ErrExists.
func (c *Collector) AddUser(ctx context.Context, email string) (User, error) {
	user, err := c.users.Add(ctx, email)
	if err == nil {
		c.audit.Note(ctx, audit.Deed{Action: audit.UserAdded, Object: user.Email})
	}
	return user, err
}

// RemoveUser removes a user and signs him out: here at once, in other processes that have
// the folder open within seconds. Without any user left, setup is needed again. Its errors
// are *SpecError and ErrNotFound.
func (c *Collector) RemoveUser(ctx context.Context, email string) error {
	if err := c.users.Remove(ctx, email); err != nil {
		return err
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.UserRemoved, Object: addressed(email)})
	return nil
}

// SetupLink makes an address at which the first user can be made, once and within seven
// days. base is where browsers reach the collector, such as https://stats.shop.example.
// Earlier links go on working. Its errors are *SpecError for a base that is no address, and
// ErrSetUp when there is a user.
func (c *Collector) SetupLink(ctx context.Context, base string) (string, error) {
	base, err := linkBase(base)
	if err != nil {
		return "", err
	}
	token, err := c.links.Setup(ctx)
	if err != nil {
		return "", err
	}
	c.audit.Note(ctx, audit.Deed{Action: audit.LinkMade, Detail: string(store.LinkSetup)})
	return base + "/#setup=" + token, nil
}

// SignInLink makes an address at which a user is signed in, once and within an hour,
// whether he has a password or not. For base see SetupLink. Its errors are *SpecError, and
// ErrNotFound for an e-mail address that is nobody's.
func (c *Collector) SignInLink(ctx context.Context, email, base string) (string, error) {
	base, err := linkBase(base)
	if err != nil {
		return "", err
	}
	token, err := c.links.SignIn(ctx, email)
	if err != nil {
		return "", err
	}
	c.audit.Note(ctx, audit.Deed{Action: audit.LinkMade, Object: addressed(email), Detail: string(store.LinkSignIn)})
	return base + "/#signin=" + token, nil
}

// addressed is an address that was found to be one, in the form in which accounts are kept.
func addressed(email string) string {
	kept, err := account.Email(email)
	if err != nil {
		return ""
	}
	return kept
}

// CheckLinkBase checks what is to be the base of links: the address, http or https, at which
// browsers reach the collector. Its error is a *SpecError.
func CheckLinkBase(base string) error {
	_, err := linkBase(base)
	return err
}

func linkBase(text string) (string, error) {
	bad := &SpecError{Field: "url", Message: fmt.Sprintf("%q is no address of a collector", text), Hint: "for example https://stats.shop.example"}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", bad
	}
	return strings.TrimRight(u.String(), "/"), nil
}
