package doctor

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"net/http"
	"strings"
)

// collector asks the collector that the tag names for its file, and whether the page may send.
func (r *Report) collector(ctx context.Context, l *looker, p *page, t *tag) {
	got, err := l.ask(ctx, http.MethodGet, t.src, mostFile, nil)
	switch {
	case err != nil:
		r.wrong("collector", "Is the collector running, and is its address right? It must be reachable from where visitors are, too.", "The tag's file can't be loaded from here: %v.", err)
		return
	case got.Code == http.StatusNotFound:
		r.wrong("collector", "After an update of the collector a name with a hash is another one: copy it from the dashboard's page “Connect the shop”. Else the address or its mount is wrong.", "There is no file at %s.", t.src)
		return
	case got.Code != http.StatusOK || !strings.Contains(got.Header.Get("Content-Type"), "javascript"):
		r.wrong("collector", "The address in src must be the collector's, with /t.js at its end.", "%s answers %s with %q, and no script.", t.src, got.Status, got.Header.Get("Content-Type"))
		return
	}
	r.good("collector", "The collector serves the tag.")
	if integrity := t.attributes["integrity"]; strings.HasPrefix(integrity, "sha384-") {
		sum := sha512.Sum384(got.Body)
		if integrity != "sha384-"+base64.StdEncoding.EncodeToString(sum[:]) {
			r.wrong("integrity", "Copy name and hash again from the dashboard's page “Connect the shop”.", "The tag's file is not the one that its integrity is of, so browsers refuse it.")
		}
	}
	r.mayUse(ctx, l, p, t)
}

// mayUse asks as a browser does before it sends, which takes no event.
func (r *Report) mayUse(ctx context.Context, l *looker, p *page, t *tag) {
	key := t.attributes["data-site"]
	if key == "" {
		return // that was said already
	}
	address := t.src.JoinPath("../v1/events")
	query := address.Query()
	query.Set("key", key)
	address.RawQuery = query.Encode()
	got, err := l.ask(ctx, http.MethodOptions, address, mostFile,
		http.Header{"Origin": {p.origin()}, "Access-Control-Request-Method": {http.MethodPost}})
	switch {
	case err != nil:
		r.wrong("sending", "A proxy before the collector must pass on v1/events as it does t.js.", "The collector can't be asked whether the page may send: %v.", err)
	case got.Code == http.StatusUnauthorized:
		r.wrong("key", "Copy it from the dashboard's page “Connect the shop” of this collector; it may have been revoked (safar key list).", "The collector does not know the key %s.", key)
	case got.Code == http.StatusForbidden:
		r.wrong("origin", "Add the shop's host to the site (safar site set NAME --domain "+p.url.Hostname()+"), or make a key with --origin "+p.origin()+".", "Pages of %s may not use the key.", p.origin())
	case got.Code/100 != 2:
		r.wrong("sending", "Its log says more; a proxy before it must pass on v1/events as it does t.js.", "Asked whether the page may send, the collector answers %s.", got.Status)
	case got.Header.Get("Access-Control-Allow-Origin") != p.origin() && origin(t.src) != p.origin():
		r.wrong("sending", "A proxy before the collector must leave its headers as they are.", "The answer lacks Access-Control-Allow-Origin, so browsers keep it from the tag.")
	default:
		r.good("key", "The collector knows the key, and the page may use it.")
	}
}
