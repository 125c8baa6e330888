package doctor

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// page is a page as far as the tag depends on it.
type page struct {
	url      *url.URL // after redirects
	base     *url.URL // what addresses in it are relative to
	tags     []*tag
	policies []policy
	manager  bool // a tag manager is in it
}

// tag is a script element that is Safar's, or looks so.
type tag struct {
	src        *url.URL
	attributes map[string]string
}

// fileName is what the tag's file is called wherever a collector is mounted.
func fileName() *regexp.Regexp { return regexp.MustCompile(`^t(\.[0-9a-f]{10})?\.js$`) }

// openPage fetches and reads a page.
func (l *looker) openPage(ctx context.Context, at *url.URL) (*page, error) {
	got, err := l.ask(ctx, http.MethodGet, at, mostPage, nil)
	if err != nil {
		return nil, err
	}
	if got.Code >= http.StatusBadRequest {
		return nil, fmt.Errorf("it answers %s", got.Status)
	}
	if media, _, _ := mime.ParseMediaType(got.Header.Get("Content-Type")); media != "text/html" && media != "application/xhtml+xml" {
		return nil, fmt.Errorf("it is %q and no HTML", media)
	}
	root, err := html.Parse(bytes.NewReader(got.Body))
	if err != nil {
		return nil, err
	}
	p := &page{url: got.url, base: got.url}
	for _, header := range got.Header.Values("Content-Security-Policy") {
		p.policies = append(p.policies, parsePolicies(header)...)
	}
	for node := range root.Descendants() {
		p.read(node)
	}
	return p, nil
}

func (p *page) read(node *html.Node) {
	if node.Type != html.ElementNode {
		return
	}
	attributes := map[string]string{}
	for _, a := range node.Attr {
		attributes[a.Key] = a.Val
	}
	switch node.Data {
	case "base":
		if u, err := p.url.Parse(attributes["href"]); err == nil && attributes["href"] != "" {
			p.base = u
		}
	case "meta":
		if strings.EqualFold(attributes["http-equiv"], "Content-Security-Policy") {
			p.policies = append(p.policies, parsePolicies(attributes["content"])...)
		}
	case "script":
		src, err := p.base.Parse(attributes["src"])
		_, marked := attributes["data-site"]
		if err != nil || attributes["src"] == "" {
			if inline := node.FirstChild; inline != nil && strings.Contains(inline.Data, "googletagmanager.com") {
				p.manager = true
			}
			return
		}
		p.manager = p.manager || strings.HasSuffix(src.Hostname(), "googletagmanager.com")
		if marked || fileName().MatchString(path.Base(src.Path)) {
			p.tags = append(p.tags, &tag{src, attributes})
		}
	}
}

// origin is what a browser sends as the page's Origin.
func (p *page) origin() string { return p.url.Scheme + "://" + p.url.Host }

// onlyTag is the tag that the page has once.
func (r *Report) onlyTag(p *page) *tag {
	const remedy = "Put the line from the dashboard's page “Connect the shop” into the head of every page."
	switch len(p.tags) {
	case 0:
		if p.manager {
			r.wrong("tag", "If the tag manager adds it, open the page with ?safar-debug at the end of its address: what it sends is shown there. Otherwise: "+remedy,
				"There is no tag in the page's HTML; what its tag manager adds can't be seen from here.")
		} else {
			r.wrong("tag", remedy, "There is no tag in the page's HTML.")
		}
		return nil
	case 1:
		r.good("tag", "The tag is there once: %s", p.tags[0].src)
	default:
		var all []string
		for _, t := range p.tags {
			all = append(all, t.src.String())
		}
		r.wrong("twice", "Keep one of them; the second does nothing, and who changes the wrong one wonders.", "The tag is there %d times: %s.", len(all), strings.Join(all, ", "))
	}
	return p.tags[0]
}
