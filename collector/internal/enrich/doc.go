// Package enrich adds to an accepted event what receipt can tell of it: who, as far as
// consent allows; by which device, from which country; how the visitor came; and whether it
// was a visitor at all.
//
// It is the last place that sees an IP address and a user agent. Both go in, neither comes
// out: a day hash, a country, a device class and two names take their place, and URLs leave
// it without anything that is not their path, acquisition data or site search, and scrubbed.
//
// # Pure, given its inputs
//
// An event, its sender, the site and the day's salt decide the answer, nothing else does.
// Raw events are kept enriched, so a rebuild never comes here: a changed list changes later
// events only, and each list has a version that tells which ones. There is one exception,
// the browser's name: finding it costs about 0.1 ms, many times all the rest, so it alone is
// on a budget (see Agents). What decides whether an event counts, its bot reason, never
// depends on load.
//
// # Lists
//
// Robots, source categories, messengers, price-comparison sites and payment gateways are
// data files with source and licence beside them (data/README.md). GA4's categories and
// groups are taken as published, even where one would judge otherwise, because merchants
// compare the two reports; our own lists only add what GA4 does not know. Hosts match whole
// or as the parent of a subdomain, never as a part of a word.
//
// Precision comes before recall for robots: a robot that slips through is one visit too
// many, but a fragment that also occurs in an in-app browser would silently remove a shop's
// whole Instagram traffic. Upstream patterns of that kind are listed, with the reason, in
// crawlers_unused.tsv.
package enrich
