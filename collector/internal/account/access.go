package account

import (
	"slices"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Access is what somebody may do, by site. The zero Access may nothing.
type Access struct {
	steps []step
}

// step is the highest permission at a site, or at every site for 0.
type step struct {
	site int64
	most Permission
}

// Everything is the access of whoever holds the data folder.
func Everything() Access { return Access{[]step{{0, Own}}} }

// OfUser is what the roles of a user let him do.
func OfUser(u store.User) Access {
	var a Access
	for _, g := range u.Grants {
		a.steps = append(a.steps, step{g.Site, mostOf(g.Role)})
	}
	return a
}

// OfToken is what a token lets its bearer do.
func OfToken(t store.Token) Access {
	most := Sums // nobody is let do more by a word that is not understood
	if t.Scope == store.Details && t.Kind == store.ReadToken {
		most = Details
	}
	return Access{[]step{{t.Site, most}}}
}

// mostOf is the highest permission of a role; "" for what is none.
func mostOf(r store.Role) Permission {
	switch r {
	case store.Viewer:
		return Details
	case store.Editor:
		return Write
	case store.Owner:
		return Own
	}
	return ""
}

// May tells whether a permission holds at a site.
func (a Access) May(p Permission, site int64) bool {
	return a.reaches(p, func(at int64) bool { return at == 0 || at == site })
}

// MayEverywhere tells whether a permission holds at every site, those to come as well.
func (a Access) MayEverywhere(p Permission) bool {
	return a.reaches(p, func(at int64) bool { return at == 0 })
}

func (a Access) reaches(p Permission, here func(site int64) bool) bool {
	return p.AboutSites() && slices.ContainsFunc(a.steps, func(s step) bool { return here(s.site) && s.most.step() >= p.step() })
}

// Most is the highest permission at a site, "" for none.
func (a Access) Most(site int64) Permission {
	for _, p := range slices.Backward(ladder()) {
		if a.May(p, site) {
			return p
		}
	}
	return ""
}

// Covers tells whether one owns everything where somebody has a role. Only then may one open
// his account, as a link to a new password does.
func (a Access) Covers(grants []store.Grant) bool {
	return !slices.ContainsFunc(grants, func(g store.Grant) bool {
		if g.Site == 0 {
			return !a.MayEverywhere(Own)
		}
		return !a.May(Own, g.Site)
	})
}
