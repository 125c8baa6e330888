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

type (
	// User is a person who may sign in to the pages.
	User = store.User
	// Role is what a user may do with a site: RoleViewer, RoleEditor or RoleOwner.
	Role = store.Role
	// Grant gives a user a role at a site, or at every site for number 0.
	Grant = store.Grant
)

// The roles. Each may all that those before it may.
const (
	RoleViewer = store.Viewer // reads
	RoleEditor = store.Editor // writes down notes, goals, surveys
	RoleOwner  = store.Owner  // decides who gets in
)

// The errors of users.
var (
	// ErrSetUp says that there is a user already, so that no setup link can be made.
	ErrSetUp = account.ErrSetUp
	// ErrLastOwner says that nobody would be left who owns every site.
	ErrLastOwner = store.ErrLastOwner
)

// Users lists the users by e-mail address.
func (c *Collector) Users(ctx context.Context) ([]User, error) { return c.users.List(ctx) }

// AddUser makes a user without a password, whom links let in: see SignInLink. The first one
// must own every site. Its errors are *SpecError for what is no e-mail address or no role,
// ErrExists and ErrLastOwner.
func (c *Collector) AddUser(ctx context.Context, email string, grant Grant) (User, error) {
	user, err := c.users.Add(ctx, email, grant)
	if err == nil {
		c.audit.Note(ctx, audit.Deed{Action: audit.UserAdded, Site: c.siteName(ctx, grant.Site), Object: user.Email, Detail: string(grant.Role)})
	}
	return user, err
}

// SetRole gives a user a role in the place of the one that he had there: here at once, in other
// processes that have the folder open within seconds. Links that were made for him end. Its
// errors are *SpecError, ErrNotFound and ErrLastOwner.
func (c *Collector) SetRole(ctx context.Context, email string, grant Grant) error {
	if err := c.users.Grant(ctx, account.Everything(), email, grant); err != nil {
		return err
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.RoleChanged, Site: c.siteName(ctx, grant.Site), Object: addressed(email), Detail: string(grant.Role)})
	return nil
}

// RemoveRole takes the role away that a user has at a site, or at every site for 0, as SetRole
// changes it. Without any left he is removed. Its errors are those of SetRole.
func (c *Collector) RemoveRole(ctx context.Context, email string, site int64) error {
	if err := c.users.Withdraw(ctx, account.Everything(), email, site); err != nil {
		return err
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.RoleChanged, Site: c.siteName(ctx, site), Object: addressed(email), Detail: "none"})
	return nil
}

// RemoveUser removes a user and signs him out: here at once, in other processes that have
// the folder open within seconds. Its errors are *SpecError, ErrNotFound and ErrLastOwner.
func (c *Collector) RemoveUser(ctx context.Context, email string) error {
	if err := c.users.Remove(ctx, email); err != nil {
		return err
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.UserRemoved, Object: addressed(email)})
	return nil
}

// InviteLink gives somebody a role and makes an address at which he chooses his password, once
// and within seven days. For base see SetupLink. The address is empty for a user who has a
// password already. Its errors are *SpecError, ErrExists for somebody who has a password and a
// role there, and ErrLastOwner.
func (c *Collector) InviteLink(ctx context.Context, email string, grant Grant, base string) (string, error) {
	base, err := linkBase(base)
	if err != nil {
		return "", err
	}
	user, token, err := c.users.Invite(ctx, account.Everything(), email, grant)
	if err != nil {
		return "", err
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.UserInvited, Site: c.siteName(ctx, grant.Site), Object: user.Email, Detail: string(grant.Role)})
	if token == "" {
		return "", nil
	}
	return base + "/#invite=" + token, nil
}

// ResetLink makes an address at which a user chooses another password, once and within an hour.
// Using it ends all his sessions. For base see SetupLink. Its errors are *SpecError and
// ErrNotFound.
func (c *Collector) ResetLink(ctx context.Context, email, base string) (string, error) {
	base, err := linkBase(base)
	if err != nil {
		return "", err
	}
	token, err := c.users.Reset(ctx, account.Everything(), email)
	if err != nil {
		return "", err
	}
	c.audit.Note(ctx, audit.Deed{Action: audit.LinkMade, Object: addressed(email), Detail: string(store.LinkReset)})
	return base + "/#reset=" + token, nil
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
