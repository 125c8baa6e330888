package figures

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/reference"
)

// agentCase is one user agent with the name that the database's authors say it has.
type agentCase struct{ agent, family string }

// agentCases reads the cases of the user agent database: pairs of lines in YAML, the texts in
// quotation marks or without.
func agentCases(t *testing.T, name string) []agentCase {
	t.Helper()
	var list []agentCase
	for line := range strings.Lines(string(reference.Read(t, name))) {
		key, value, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "- ")), ":")
		switch key {
		case "user_agent_string":
			list = append(list, agentCase{agent: unquoted(t, value)})
		case "family":
			list[len(list)-1].family = unquoted(t, value)
		}
	}
	return list
}

// unquoted is the text of a YAML scalar on one line.
func unquoted(t *testing.T, value string) string {
	t.Helper()
	value = strings.TrimSpace(value)
	switch {
	case strings.HasPrefix(value, "'"):
		return strings.ReplaceAll(value[1:len(value)-1], "''", "'")
	case strings.HasPrefix(value, `"`):
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(value[1 : len(value)-1])
	}
	return value
}

// agentReader reads user agents as the collector does, with all the time in the world for it.
func agentReader(t *testing.T) *enrich.Agents {
	t.Helper()
	now := time.Time{}
	agents, err := enrich.NewAgents(64, func() time.Time { now = now.Add(time.Second); return now })
	if err != nil {
		t.Fatal(err)
	}
	return agents
}

// filed is a list of published cases, counted by what became of them.
type filed struct {
	name    string
	cases   int
	same    int            // as published
	reasons map[string]int // of the others, by the paragraph that says why
}

func newFiled(name string) *filed { return &filed{name: name, reasons: map[string]int{}} }

// put counts a case: as published, or else for a reason.
func (f *filed) put(same bool, reason string) {
	f.cases++
	if same {
		f.same++
	} else {
		f.reasons[reason]++
	}
}

func TestLists(t *testing.T) {
	lists := []*filed{referrers(t), channels(t), categories(t), agents(t, "ua"), agents(t, "os"), robots(t, true), robots(t, false)}
	var table strings.Builder
	table.WriteString("| list | cases | as published | otherwise | differs |\n|---|--:|--:|--:|---|\n")
	var given []figure
	for _, f := range lists {
		ids := slices.Sorted(maps.Keys(f.reasons))
		given = append(given, figure{name: f.name, reasons: ids})
		for i, id := range ids {
			ids[i] = fmt.Sprintf("%s (%d)", id, f.reasons[id])
		}
		fmt.Fprintf(&table, "| %s | %s | %s | %d | %s |\n", f.name, grouped(fmt.Sprint(f.cases)), grouped(fmt.Sprint(f.same)), f.cases-f.same, strings.Join(ids, ", "))
	}
	publish(t, "lists", nil, func([]figure) string { return table.String() })
	for i := range given {
		given[i].reasons = slices.Collect(maps.Keys(lists[i].reasons))
	}
	explained(t, "L", given)
}

func sources(t *testing.T) *enrich.Sources {
	t.Helper()
	s, err := enrich.NewSources()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// referrers are filed by the channel that the medium of a case stands for.
func referrers(t *testing.T) *filed {
	t.Helper()
	var cases []struct{ URI, Medium string }
	if err := json.Unmarshal(reference.Read(t, "referrers/referer-tests.json"), &cases); err != nil {
		t.Fatal(err)
	}
	channels := map[string]string{
		"search": enrich.OrganicSearch, "social": enrich.OrganicSocial, "email": enrich.Email,
		"paid": enrich.Display, "chatbot": enrich.Referral,
	}
	f, s := newFiled("Referrers, by medium"), sources(t)
	for _, c := range cases {
		arrival, _ := s.Arrive("https://www.psychicbazaar.com/", c.URI, enrich.Site{})
		if arrival == nil {
			t.Errorf("%s: no arrival", c.URI)
			continue
		}
		f.put(arrival.Channel == channels[c.Medium], "L1")
	}
	return f
}

func channels(t *testing.T) *filed {
	t.Helper()
	var file struct {
		Cases []struct {
			Source, Medium, Campaign string
			Expected                 string `json:"expected_channel"`
		}
	}
	if err := json.Unmarshal(reference.Read(t, "channels/ga4_default_channel_cases.json"), &file); err != nil {
		t.Fatal(err)
	}
	// GA4's names in snake case are ours, but for one.
	id := strings.NewReplacer(" ", "_", "-", "_", "mobile push notifications", enrich.MobilePush)
	f, s := newFiled("GA4's default channel groups"), sources(t)
	for _, c := range file.Cases {
		f.put(s.Channel(c.Source, c.Medium, c.Campaign) == id.Replace(strings.ToLower(c.Expected)), "")
	}
	return f
}

func categories(t *testing.T) *filed {
	t.Helper()
	channels := map[string]string{
		"SOURCE_CATEGORY_SEARCH": enrich.OrganicSearch, "SOURCE_CATEGORY_SOCIAL": enrich.OrganicSocial,
		"SOURCE_CATEGORY_SHOPPING": enrich.OrganicShopping, "SOURCE_CATEGORY_VIDEO": enrich.OrganicVideo,
	}
	f, s := newFiled("GA4's source categories"), sources(t)
	read(t, reference.Path(t, "channels/ga4_source_categories.csv"), "source,source_category", func(fields []string) {
		channel := s.Channel(fields[0], "referral", "")
		reason := ""
		if channel == enrich.Messaging {
			reason = "L2"
		}
		f.put(channel == channels[fields[1]], reason)
	})
	return f
}

// agents are filed by the family of the browser or of the operating system.
func agents(t *testing.T, kind string) *filed {
	t.Helper()
	name := map[string]string{"ua": "ua-parser's browsers", "os": "ua-parser's operating systems"}[kind]
	f, reader := newFiled(name), agentReader(t)
	for _, c := range agentCases(t, "user_agents/uap_core_test_"+kind+".yaml.gz") {
		agent := reader.Parse(c.agent)
		family := agent.Browser
		if kind == "os" {
			family = agent.OS
		}
		reason := "L4"
		if agent.Bot != enrich.BotNone {
			reason = "L3"
		}
		f.put(cmp.Or(family, "Other") == c.family, reason)
	}
	return f
}

// robots are the labelled user agents of either kind.
func robots(t *testing.T, bots bool) *filed {
	t.Helper()
	name, file := "isbot's browsers", "user_agents/isbot_not_bots.txt"
	if bots {
		name, file = "isbot's robots", "user_agents/isbot_bots.txt"
	}
	f, reader := newFiled(name), agentReader(t)
	for _, agent := range reference.UserAgents(t, file) {
		f.put(reader.Parse(agent).Bot != enrich.BotNone == bots, "L5")
	}
	return f
}
