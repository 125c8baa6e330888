package main

import (
	"errors"

	"github.com/safar-cx/safar/collector"
)

// grantFlags say what somebody may do, and where.
type grantFlags struct {
	Role string `enum:"owner,editor,viewer," default:"" placeholder:"ROLE" help:"viewer: reads; editor: writes notes, goals and surveys as well; owner: decides who gets in as well. Defaults to viewer, and to owner for the first user."`
	Site string `placeholder:"NAME" help:"Site where the role is given; left out, it is every site."`
}

func (f *grantFlags) grant(e *env, all *collector.Collector) (collector.Grant, error) {
	grant := collector.Grant{Role: collector.Role(f.Role)}
	if f.Role == "" {
		users, err := all.Users(e)
		if err != nil {
			return grant, err
		}
		grant.Role = collector.RoleViewer
		if len(users) == 0 {
			grant.Role = collector.RoleOwner
		}
	}
	if f.Site == "" {
		return grant, nil
	}
	s, err := site(e, all, f.Site)
	grant.Site = s.ID
	return grant, err
}

// siteNames are the names of the sites by number; there is none for every site.
func siteNames(e *env, all *collector.Collector) (map[int64]*string, error) {
	sites, err := all.Sites(e)
	names := make(map[int64]*string, len(sites))
	for _, s := range sites {
		names[s.ID] = &s.Name
	}
	return names, err
}

// orEvery is the name of a site, or says that it is every one.
func orEvery(name *string) string {
	if name == nil {
		return "every site"
	}
	return *name
}

// ownerless says what to do where nobody would be left who owns every site.
func ownerless(err error) error {
	if errors.Is(err, collector.ErrLastOwner) {
		return failed(err, "safar user role EMAIL --role owner makes somebody an owner of every site")
	}
	return err
}

type userRoleCmd struct {
	dataFlag
	Email string `arg:"" help:"The user's e-mail address."`
	Role  string `required:"" enum:"owner,editor,viewer,none" placeholder:"ROLE" help:"viewer, editor, owner, or none to take the role away; who has none left is removed."`
	Site  string `placeholder:"NAME" help:"Site where the role is changed; left out, it is the role at every site."`
}

// Run changes a role. Links that were made for the user end.
func (c *userRoleCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		grant := collector.Grant{Role: collector.Role(c.Role)}
		if c.Site != "" {
			s, err := site(e, all, c.Site)
			if err != nil {
				return err
			}
			grant.Site = s.ID
		}
		var err error
		if c.Role == "none" {
			err = all.RemoveRole(e, c.Email, grant.Site)
		} else {
			err = all.SetRole(e, c.Email, grant)
		}
		if errors.Is(err, collector.ErrNotFound) {
			return failed(err, "safar user list shows who there is and what they may do")
		}
		return ownerless(err)
	})
}
