package journey

import "github.com/safar-cx/safar/sdk/event"

// referralCodes lists the codes that brought an order's buyer: of the purchase, and of the
// visits by a referral link in the 30 days before. Whether a code is the buyer's own is
// asked of Codes, since its owner may be anybody.
func (f *fold) referralCodes(o *order) []string {
	var codes []string
	if o.code != "" {
		codes = append(codes, o.code)
	}
	if o.person.ID == "" {
		return codes
	}
	for _, i := range f.referred[o.person] {
		if i < o.date && within(f.hits[o.date].Time, f.hits[i].Time, referralWindow) {
			codes = append(codes, f.hits[i].Event.Params.Text("referral_code"))
		}
	}
	return codes
}

// findReferrals lists each person's visits by a referral link.
func (f *fold) findReferrals() {
	f.referred = map[Person][]int{}
	for i, h := range f.hits {
		if h.Event.Name == event.NameReferralVisited {
			f.referred[f.persons[i]] = append(f.referred[f.persons[i]], i)
		}
	}
}

// writeCodes lists the sharings of referral codes.
func (f *fold) writeCodes() {
	for i, h := range f.hits {
		code := h.Event.Params.Text("referral_code")
		if h.Event.Name != event.NameReferralShared || code == "" || f.persons[i].ID == "" {
			continue
		}
		f.facts.Codes = append(f.facts.Codes, Code{
			Code: code, Person: f.persons[i], Time: h.Time, Source: uint8(h.Source), EventID: h.Event.ID,
		})
	}
}
