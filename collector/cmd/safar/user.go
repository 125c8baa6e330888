package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector"
)

type userCmd struct {
	List   userListCmd   `cmd:"" help:"List the users."`
	Add    userAddCmd    `cmd:"" help:"Add a user and print a link to sign in with, for once."`
	Link   userLinkCmd   `cmd:"" help:"Print a link that signs a user in, for once; with no user there yet, one that makes the first."`
	Remove userRemoveCmd `cmd:"" help:"Remove a user and sign him out; a running collector follows within seconds."`
}

// urlFlag says where links lead.
type urlFlag struct {
	PublicURL string `default:"http://127.0.0.1:8080" placeholder:"URL" help:"Address at which browsers reach the collector, for links (default ${default})."`
}

// userJSON is a user for scripts.
type userJSON struct {
	Email    string    `json:"email"`
	Password bool      `json:"password"` // without one, links alone let in
	Created  time.Time `json:"created"`
}

// userLinkJSON is a link for scripts. Email is null when the link makes the first user.
type userLinkJSON struct {
	Email *string `json:"email"`
	URL   string  `json:"url"`
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
		list := make([]userJSON, 0, len(users))
		for _, u := range users {
			list = append(list, userJSON{u.Email, u.HasPassword, u.Created})
			if c.JSON {
				continue
			}
			way := "links only"
			if u.HasPassword {
				way = "password"
			}
			err = firstOf(err, e.printf("%s  %s  since %s\n", u.Email, way, u.Created.Format(time.DateOnly)))
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
		user, err := all.AddUser(e, c.Email)
		if errors.Is(err, collector.ErrExists) {
			return failed(err, "safar user link "+c.Email+" makes a link to sign in")
		}
		if err != nil {
			return err
		}
		return printSignInLink(e, all, user.Email, c.PublicURL, c.JSON)
	})
}

type userLinkCmd struct {
	dataFlag
	urlFlag
	Email string `arg:"" optional:"" help:"The user's e-mail address; may be left out where there is at most one user."`
	JSON  bool   `help:"Print JSON: email, url."`
}

// Run makes a link for a user, or for whoever is to become the first.
func (c *userLinkCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if c.Email != "" {
			return printSignInLink(e, all, c.Email, c.PublicURL, c.JSON)
		}
		users, err := all.Users(e)
		switch {
		case err != nil:
			return err
		case len(users) == 1:
			return printSignInLink(e, all, users[0].Email, c.PublicURL, c.JSON)
		case len(users) > 1:
			return usage(fmt.Sprintf("there are %d users, one must be named", len(users)), "safar user list shows them")
		}
		url, err := all.SetupLink(e, c.PublicURL)
		if err != nil {
			return err
		}
		return printLink(e, userLinkJSON{nil, url}, c.JSON)
	})
}

func printSignInLink(e *env, all *collector.Collector, email, base string, asJSON bool) error {
	url, err := all.SignInLink(e, email, base)
	if errors.Is(err, collector.ErrNotFound) {
		return failed(err, "safar user list shows who there is, safar user add makes a user")
	}
	if err != nil {
		return err
	}
	return printLink(e, userLinkJSON{&email, url}, asJSON)
}

func printLink(e *env, link userLinkJSON, asJSON bool) error {
	if asJSON {
		return e.printJSON(link)
	}
	if link.Email == nil {
		return e.printf("%s\nmakes the first user, once and within 7 days.\n", link.URL)
	}
	return e.printf("%s\nsigns %s in, once and within an hour.\n", link.URL, *link.Email)
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
		return err
	})
}
