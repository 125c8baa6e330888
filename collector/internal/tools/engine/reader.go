package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// reader asks a collector as anybody may.
type reader struct {
	client http.Client
	url    string
	site   string
	token  string
}

// answerWithin is how long an answer may take; a report waits 5 s for folding by itself.
const answerWithin = 2 * time.Minute

func newReader(url, site, token string) *reader {
	return &reader{client: http.Client{Timeout: answerWithin}, url: url, site: site, token: token}
}

// get asks and reads the whole answer, into a value unless that is nil.
func (r *reader) get(ctx context.Context, path string, query url.Values, into any) error {
	query.Set("site", r.site)
	text, err := r.text(ctx, r.url+"/api/v1/"+path+"?"+query.Encode())
	if err != nil || into == nil {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}

// text reads what stands at an address.
func (r *reader) text(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	response, err := r.client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return "", fmt.Errorf("ask %s: %w", address, err)
	}
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("ask %s: %s: %s", address, response.Status, text)
	}
	return string(text), nil
}

// preparedEvery is how often the collector is asked whether it has summed up the pages' days.
const preparedEvery = 200 * time.Millisecond

// prepared returns when it has.
func (r *reader) prepared(ctx context.Context) error {
	const metric = "\nsafar_pages_prepared_timestamp_seconds "
	for {
		text, err := r.text(ctx, r.url+"/metrics")
		if err != nil {
			return err
		}
		if _, value, found := strings.Cut(text, metric); !found {
			return fmt.Errorf("the collector tells no %s", strings.TrimSpace(metric))
		} else if !strings.HasPrefix(value, "0\n") {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(preparedEvery):
		}
	}
}

// settle returns when everything accepted so far is in the answers.
func (r *reader) settle(ctx context.Context) error {
	today := time.Now().UTC().Format(time.DateOnly)
	for {
		var report struct{ Folding bool }
		query := url.Values{"metrics": {"pageviews"}, "from": {today}, "to": {today}}
		if err := r.get(ctx, "report", query, &report); err != nil {
			return fmt.Errorf("wait for folding: %w", err)
		}
		if !report.Folding {
			return nil
		}
	}
}

// values lists those of a dimension that a shop has sessions of, the most frequent first.
func (r *reader) values(ctx context.Context, dimension string, from, to time.Time) (all []string, err error) {
	var report struct{ Groups []struct{ Key string } }
	query := url.Values{"metrics": {"sessions"}, "group_by": {dimension}, "from": {from.Format(time.DateOnly)}, "to": {to.Format(time.DateOnly)}}
	if err := r.get(ctx, "report", query, &report); err != nil {
		return nil, err
	}
	for _, g := range report.Groups {
		all = append(all, g.Key)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("the shop has no sessions with a %s", dimension)
	}
	return all[:min(len(all), mostValues)], nil
}

// mostValues are asked for: those that any shop has many sessions of.
const mostValues = 6

// quality is what the data-quality report tells of what was received.
type quality struct {
	Received, Accepted, Duplicates, Discarded int
	Rejected                                  map[string]int
	Coverage                                  struct {
		SetAside int `json:"set_aside"`
	}
}

// quality asks for it. It fails when events were set aside, which is a fault that makes a
// collector quick.
func (r *reader) quality(ctx context.Context) (q quality, err error) {
	day := func(d int) []string { return []string{time.Now().UTC().AddDate(0, 0, d).Format(time.DateOnly)} }
	if err := r.get(ctx, "quality", url.Values{"from": day(-2), "to": day(2)}, &q); err != nil {
		return q, err
	}
	if q.Coverage.SetAside > 0 {
		return q, errors.New("the collector could not evaluate some of the events, see its log")
	}
	return q, nil
}
