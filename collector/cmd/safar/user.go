package main

import (
	"errors"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector"
)

type userCmd struct {
	List      userListCmd      `cmd:"" help:"List the users."`
	Add       userAddCmd       `cmd:"" help:"Add a user and print a link to sign in with, for once."`
	Invite    userInviteCmd    `cmd:"" help:"Give somebody a role and print a link to choose a password with, for once."`
	Role      userRoleCmd      `cmd:"" help:"Change what a user may do; a running collector follows within seconds."`
	Link      userLinkCmd      `cmd:"" help:"Print a link that signs a user in, for once; with no user there yet, one that makes the first."`
	Reset     userResetCmd     `cmd:"" help:"Print a link to choose another password with, for once; using it signs the user out everywhere else."`
	ResetTOTP userResetTOTPCmd `cmd:"" name:"reset-totp" help:"Take away the codes of a user who has lost his phone and his recovery codes, and sign him out everywhere."`
	Policy    userPolicyCmd    `cmd:"" help:"Show or set how long users stay signed in."`
	Remove    userRemoveCmd    `cmd:"" help:"Remove a user and sign him out; a running collector follows within seconds."`
}

// urlFlag says where links lead.
type urlFlag struct {
	PublicURL string `default:"http://127.0.0.1:8080" placeholder:"URL" help:"Address at which browsers reach the collector, for links (default ${default})."`
}

// userJSON is a user for scripts.
type userJSON struct {
	Email    string     `json:"email"`
	Password bool       `json:"password"` // without one, links alone let in
	Created  time.Time  `json:"created"`
	Roles    []roleJSON `json:"roles"`
}

// roleJSON is a role for scripts. Site is null for every site.
type roleJSON struct {
	Site *string `json:"site"`
	Role string  `json:"role"`
}

type userListCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run lists the users by e-mail address.
func (c *userListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		users, err := all.Users(e)
		if err != nil {
			return err
		}
		names, err := siteNames(e, all)
		if err != nil {
			return err
		}
		list := make([]userJSON, 0, len(users))
		for _, u := range users {
			j := userJSON{u.Email, u.HasPassword, u.Created, []roleJSON{}}
			var roles []string
			for _, g := range u.Grants {
				j.Roles = append(j.Roles, roleJSON{names[g.Site], string(g.Role)})
				roles = append(roles, string(g.Role)+" of "+orEvery(names[g.Site]))
			}
			list = append(list, j)
			if c.JSON {
				continue
			}
			way := "links only"
			if u.HasPassword {
				way = "password"
			}
			err = firstOf(err, e.printf("%s  %s  since %s  %s\n", u.Email, way, u.Created.Format(time.DateOnly), strings.Join(roles, ", ")))
		}
		if c.JSON {
			return e.printJSON(list)
		}
		return err
	})
}

type userAddCmd struct {
	dataFlag
	urlFlag
	grantFlags
	Email string `arg:"" help:"The user's e-mail address."`
	JSON  bool   `help:"Print JSON: email, url."`
}

// Run adds a user, who has no password yet, and shows a way in. Where links would lead is
// checked before anything is written.
func (c *userAddCmd) Run(e *env) error {
	if err := collector.CheckLinkBase(c.PublicURL); err != nil {
		return err
	}
	return c.with(e, func(all *collector.Collector) error {
		grant, err := c.grant(e, all)
		if err != nil {
			return err
		}
		user, err := all.AddUser(e, c.Email, grant)
		if errors.Is(err, collector.ErrExists) {
			return failed(err, "safar user link "+c.Email+" makes a link to sign in")
		}
		if err != nil {
			return ownerless(err)
		}
		return printSignInLink(e, all, user.Email, c.PublicURL, c.JSON)
	})
}

type userRemoveCmd struct {
	dataFlag
	Email string `arg:"" help:"The user's e-mail address."`
}

// Run removes a user with his sessions and links.
func (c *userRemoveCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		err := all.RemoveUser(e, c.Email)
		if errors.Is(err, collector.ErrNotFound) {
			return failed(err, "safar user list shows who there is")
		}
		return ownerless(err)
	})
}

type userResetTOTPCmd struct {
	dataFlag
	Email string `arg:"" help:"The user's e-mail address."`
}

// Run takes a user's second factor away.
func (c *userResetTOTPCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		err := all.ResetSecondFactor(e, c.Email)
		switch {
		case errors.Is(err, collector.ErrNotFound):
			return failed(err, "safar user list shows who there is")
		case errors.Is(err, collector.ErrNoFactor):
			return failed(err, "a password or a link is all that this user needs")
		}
		return err
	})
}

type userPolicyCmd struct {
	dataFlag
	Sessions string `enum:",usual,strict" default:"" placeholder:"HOW" help:"usual: sessions end after 14 days without use and 90 days in any case; strict: after 30 minutes and 8 hours."`
	JSON     bool   `help:"Print JSON."`
}

// Run sets what holds for every user, or shows it.
func (c *userPolicyCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if c.Sessions != "" {
			return all.SetPolicy(e, collector.Policy{StrictSessions: c.Sessions == "strict"})
		}
		policy, err := all.Policy(e)
		if err != nil {
			return err
		}
		sessions := "usual"
		if policy.StrictSessions {
			sessions = "strict"
		}
		if c.JSON {
			return e.printJSON(map[string]string{"sessions": sessions})
		}
		return e.printf("sessions %s\n", sessions)
	})
}
