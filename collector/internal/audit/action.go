package audit

import "slices"

// Action is what was done, in one word that stays.
type Action string

// The actions. What an entry's object and detail are stands beside each.
const (
	SignedIn          Action = "signed_in"           // detail: password, link, code or recovery_code
	SignInFailed      Action = "sign_in_failed"      // object: the account, "" for nobody's; counted
	SignedOut         Action = "signed_out"          //
	SessionsEnded     Action = "sessions_ended"      // object: whose; detail: one, others or all
	OwnerMade         Action = "owner_made"          // by a setup link; object: the first user
	PasswordChanged   Action = "password_changed"    //
	PasswordReset     Action = "password_reset"      // by a link
	SecondFactorOn    Action = "second_factor_on"    //
	SecondFactorOff   Action = "second_factor_off"   //
	SecondFactorReset Action = "second_factor_reset" // object: whose, by somebody else
	RecoveryCodesMade Action = "recovery_codes_made" //
	UserAdded         Action = "user_added"          // object: the user
	UserRemoved       Action = "user_removed"        // object: the user
	UserInvited       Action = "user_invited"        // object: the address; detail: the role
	InvitationUsed    Action = "invitation_used"     //
	RoleChanged       Action = "role_changed"        // object: the user; detail: the role
	LinkMade          Action = "link_made"           // object: whose; detail: setup, signin or reset
	TokenAdded        Action = "token_added"         // object: its label
	TokenRevoked      Action = "token_revoked"       // object: its label
	ShareAdded        Action = "share_added"         // object: its label
	ShareRevoked      Action = "share_revoked"       // object: its label
	KeyAdded          Action = "key_added"           // object: its label; detail: browser or server
	KeyChanged        Action = "key_changed"         // object: its label; detail: what it may now
	KeyRevoked        Action = "key_revoked"         // object: its label
	SiteAdded         Action = "site_added"          //
	SiteChanged       Action = "site_changed"        //
	PolicyChanged     Action = "policy_changed"      // detail: what it is now
	PersonsExported   Action = "persons_exported"    // detail: what of them; counted
	PersonErased      Action = "person_erased"       // whose data is not told
)

// Actions lists every action.
func Actions() []Action {
	return []Action{
		SignedIn, SignInFailed, SignedOut, SessionsEnded, OwnerMade, PasswordChanged, PasswordReset,
		SecondFactorOn, SecondFactorOff, SecondFactorReset, RecoveryCodesMade,
		UserAdded, UserRemoved, UserInvited, InvitationUsed, RoleChanged, LinkMade,
		TokenAdded, TokenRevoked, ShareAdded, ShareRevoked, KeyAdded, KeyChanged, KeyRevoked,
		SiteAdded, SiteChanged, PolicyChanged, PersonsExported, PersonErased,
	}
}

// counted tells whether repetitions within the hour are one entry.
func (a Action) counted() bool {
	return slices.Contains([]Action{SignInFailed, PersonsExported}, a)
}
