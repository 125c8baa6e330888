package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

// accessRoutes are for who decides who gets in.
func (a *API) accessRoutes() []Route {
	const all, one = "/api/v1/users", "/api/v1/users/{email}"
	email := Param{Name: "email", In: "path", Description: "E-mail address of the user, escaped as a part of a path."}
	routes := []Route{
		listRoute(account.Own, all, "Lists the people who have a role at a site.", usersJSON{}, a.listUsers),
		writeRoute(http.MethodPost, all, "Gives somebody a role, and makes a link to choose a password with for who has none.", inviteForm{}, invitedJSON{}, a.invite).
			with(codeInvalidEmail, notebook.Exists),
		writeRoute(http.MethodPut, one, "Changes a role. The user's links and sessions end: he signs in anew.", roleForm{}, nil, a.setRole, email).with(codeNotFound, codeLastOwner),
		removeRoute(one, "Takes a role away; who has none left is removed.", a.removeRole, email).with(codeLastOwner),
		writeRoute(http.MethodPost, one+"/reset", "Makes a link to choose another password with.", nil, invitedJSON{}, a.resetPassword, email).with(codeNotFound),
	}
	routes = append(routes, a.tokenRoutes()...)
	routes = append(routes, a.keyRoutes()...)
	for i := range routes {
		routes[i].Permission = account.Own
	}
	return append(routes, Route{
		Method: http.MethodPost, Path: "/api/v1/password", Permission: account.Public,
		Summary: "Gives the user of an invitation or a reset a password. He is signed out everywhere, and signs in with it.",
		Request: choiceJSON{}, handle: a.choosePassword,
		Codes: []string{codeInvalidToken, codeOtherAddress, codeInvalidEmail, codeWeakPassword, codeInsecure, "bad_json", "too_large", "unsupported_media_type", codeForbiddenOrigin, "unavailable"},
	})
}

type usersJSON struct {
	Users []userJSON `json:"users" doc:"By e-mail address."`
}

type userJSON struct {
	Email    string `json:"email"`
	Role     string `json:"role" doc:"viewer, editor or owner: the one at the site, or at every site where there is none of its own."`
	Every    bool   `json:"every" doc:"The role is had at every site, those to come as well."`
	Password bool   `json:"password" doc:"A password was chosen; before, links alone let in."`
	Created  string `json:"created"`
	Yours    bool   `json:"yours" doc:"You may change the role."`
	Opens    bool   `json:"opens" doc:"You may make a link to a new password: you own every site where the user has a role."`
}

type roleForm struct {
	Role  string `json:"role" doc:"viewer, editor or owner."`
	Every bool   `json:"every" doc:"At every site, those to come as well; for who owns them all."`
}

type inviteForm struct {
	Email string `json:"email"`
	roleForm
}

type invitedJSON struct {
	Email string `json:"email"`
	Token string `json:"token" doc:"What goes behind #invite= or #reset= in the link; good for one use, an invitation within 7 days, a reset within an hour. Empty for who needs none: he has a password, or was invited by others."`
}

type choiceJSON struct {
	Token    string `json:"token" doc:"What follows #invite= or #reset= in the link."`
	Email    string `json:"email" doc:"That the link was made for."`
	Password string `json:"password" doc:"12 to 128 characters: none of the common ones, and none with the e-mail address or the shop's name in it."`
}

// grantAt is the role of a user that counts at a site, that of the site before that of all.
func grantAt(u *store.User, site int64) (at store.Grant) {
	for _, g := range u.Grants {
		if g.Site == site || g.Site == 0 && at.Site == 0 {
			at = g
		}
	}
	return at
}

func (a *API) listUsers(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.users.Of(ctx, site.ID)
	if err != nil {
		return reply{}, err
	}
	out := usersJSON{Users: make([]userJSON, len(list))}
	for i := range list {
		u := &list[i]
		at := grantAt(u, site.ID)
		out.Users[i] = userJSON{
			Email: u.Email, Role: string(at.Role), Every: at.Site == 0, Password: u.HasPassword, Created: u.Created.UTC().Format(time.RFC3339),
			Yours: c.May.Covers([]store.Grant{at}), Opens: c.May.Covers(u.Grants),
		}
	}
	return ok(out), nil
}

// grantOf is the role that a form gives at a site or at all of them.
func (f roleForm) grantOf(site store.Site) store.Grant {
	grant := store.Grant{Site: site.ID, Role: store.Role(f.Role)}
	if f.Every {
		grant.Site = 0
	}
	return grant
}

func (a *API) invite(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in inviteForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	user, token, err := a.users.Invite(ctx, c.May, in.Email, in.grantOf(site))
	if errors.Is(err, store.ErrExists) {
		return reply{}, &problem{notebook.Exists, "This person has a role here already.", "Change the role in the list."}
	}
	if err != nil {
		return reply{}, err
	}
	a.sessions.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.UserInvited, Site: site.Name, Object: user.Email, Detail: in.Role})
	return created(invitedJSON{user.Email, token}), nil
}

// member is the user of the path, who must have a role at the site: of others nobody is told.
func (a *API) member(ctx context.Context, c *call) (store.Site, store.User, error) {
	site, err := ofSite(c)
	if err != nil {
		return site, store.User{}, err
	}
	list, err := a.users.Of(ctx, site.ID)
	if err != nil {
		return site, store.User{}, err
	}
	for i := range list {
		if list[i].Email == c.PathValue("email") {
			return site, list[i], nil
		}
	}
	return site, store.User{}, noEntry("Nobody with this address has a role here.")
}

func (a *API) setRole(ctx context.Context, c *call) (reply, error) {
	site, user, err := a.member(ctx, c)
	if err != nil {
		return reply{}, err
	}
	var in roleForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	if err := a.users.Grant(ctx, c.May, user.Email, in.grantOf(site)); err != nil {
		return reply{}, err
	}
	a.sessions.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.RoleChanged, Site: site.Name, Object: user.Email, Detail: in.Role})
	return done(), nil
}

func (a *API) removeRole(ctx context.Context, c *call) (reply, error) {
	site, user, err := a.member(ctx, c)
	if err != nil {
		return reply{}, err
	}
	if err := a.users.Withdraw(ctx, c.May, user.Email, site.ID); err != nil {
		return reply{}, err
	}
	a.sessions.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.RoleChanged, Site: site.Name, Object: user.Email, Detail: "none"})
	return done(), nil
}

func (a *API) resetPassword(ctx context.Context, c *call) (reply, error) {
	_, user, err := a.member(ctx, c)
	if err != nil {
		return reply{}, err
	}
	token, err := a.users.Reset(ctx, c.May, user.Email)
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: audit.LinkMade, Object: user.Email, Detail: string(store.LinkReset)})
	return created(invitedJSON{user.Email, token}), nil
}

func (a *API) choosePassword(ctx context.Context, c *call) (reply, error) {
	if err := a.private(c); err != nil {
		return reply{}, err
	}
	var in choiceJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	used, err := a.choice.Finish(ctx, in.Token, in.Email, in.Password)
	if err != nil {
		return reply{}, err
	}
	a.sessions.Forget()
	deed := audit.PasswordReset
	if used.Purpose == store.LinkInvite {
		deed = audit.InvitationUsed
	}
	a.audit.Note(audit.By(ctx, used.Email), audit.Deed{Action: deed})
	return done(), nil
}
