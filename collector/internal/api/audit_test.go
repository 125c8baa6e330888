package api

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
)

// audited is what the log says, the latest first, as seen by who is signed in with a cookie.
func (s *shop) audited(cookie, query string) auditJSON {
	s.Helper()
	r := s.send("GET", "/api/v1/audit"+query, nil, "Cookie", cookie)
	var out auditJSON
	if err := json.Unmarshal(r.body, &out); err != nil || r.StatusCode != http.StatusOK {
		s.Fatalf("status %d: %s", r.StatusCode, r.body)
	}
	return out
}

func TestAuditLogIsForPeople(t *testing.T) {
	s := open(t)
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))
	for range 3 {
		s.api.audit.Note(t.Context(), audit.Deed{Action: audit.SiteChanged, Site: "main"})
	}
	page := s.audited(cookie, "?limit=2")
	if len(page.Entries) != 2 || !page.More || page.Entries[0].ID != page.Entries[1].ID+1 {
		t.Fatalf("%+v", page)
	}
	e := page.Entries[0]
	if e.Actor != "safar" || e.Action != "site_changed" || e.Site != "main" || e.Times != 1 || e.At != now.UTC().Format(time.RFC3339) || e.Last != e.At {
		t.Errorf("%+v", e)
	}
	if rest := s.audited(cookie, "?before=2"); rest.More || len(rest.Entries) != 1 {
		t.Errorf("%+v", rest)
	}
	if all := s.audited(cookie, "?limit=1&action=site_changed&who=safar"); !all.More || len(all.Entries) != 1 || all.Entries[0].ID != e.ID {
		t.Errorf("%+v", all)
	}
	if none := s.audited(cookie, "?action=site_changed&who="+someone); none.More || len(none.Entries) != 0 {
		t.Errorf("what somebody else did: %+v", none)
	}
	s.refused(s.send("GET", "/api/v1/audit?action=murder", nil, "Cookie", cookie), http.StatusBadRequest, "bad_request")
	s.refused(s.send("GET", "/api/v1/audit?limit=0", nil, "Cookie", cookie), http.StatusBadRequest, "bad_request")
	s.refused(s.get("/api/v1/audit"), http.StatusForbidden, "forbidden") // not for tokens
}

func TestExportsOfPersonsAreNoted(t *testing.T) {
	s := open(t)
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))
	before := len(s.audited(cookie, "").Entries)
	for _, path := range []string{"events", "quality", "events?format=xml"} {
		s.send("GET", "/api/v1/export/"+path, nil, "Cookie", cookie)
	}
	s.get("/api/v1/export/events")
	list := s.audited(cookie, "").Entries
	if len(list) != before+2 {
		t.Fatalf("%+v", list)
	}
	for i, actor := range []string{s.ReadToken[:7] + "…", someone} {
		if e := list[i]; e.Actor != actor || e.Action != "persons_exported" || e.Detail != "events" || e.Site != "main" {
			t.Errorf("%+v, want the export of %s", e, actor)
		}
	}
}
