package main

import (
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector"
)

// userLinkJSON is a link for scripts. Email is null when the link makes the first user; URL is
// empty for who needs none.
type userLinkJSON struct {
	Email *string `json:"email"`
	URL   string  `json:"url"`
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

type userInviteCmd struct {
	dataFlag
	urlFlag
	grantFlags
	Email string `arg:"" help:"The e-mail address of whom to invite; nothing is sent to it."`
	JSON  bool   `help:"Print JSON: email, url."`
}

// Run gives somebody a role and shows the link with which he chooses a password.
func (c *userInviteCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		grant, err := c.grant(e, all)
		if err != nil {
			return err
		}
		url, err := all.InviteLink(e, c.Email, grant, c.PublicURL)
		switch {
		case errors.Is(err, collector.ErrExists):
			return failed(err, "safar user role "+c.Email+" changes what he may do")
		case err != nil:
			return ownerless(err)
		case c.JSON:
			return e.printJSON(userLinkJSON{&c.Email, url})
		case url == "":
			return e.printf("%s has a password and signs in with it.\n", c.Email)
		}
		return e.printf("%s\nlets %s choose a password, once and within 7 days.\n", url, c.Email)
	})
}

type userResetCmd struct {
	dataFlag
	urlFlag
	Email string `arg:"" help:"The user's e-mail address."`
	JSON  bool   `help:"Print JSON: email, url."`
}

// Run shows a link with which a user chooses another password.
func (c *userResetCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		url, err := all.ResetLink(e, c.Email, c.PublicURL)
		switch {
		case errors.Is(err, collector.ErrNotFound):
			return failed(err, "safar user list shows who there is")
		case err != nil:
			return err
		case c.JSON:
			return e.printJSON(userLinkJSON{&c.Email, url})
		}
		return e.printf("%s\nlets %s choose another password, once and within an hour.\n", url, c.Email)
	})
}
