// Package doctor looks at a shop's page as a browser would and says what keeps the tag in it
// from working: no tag or two, a wrong attribute, a key that the collector does not know or
// that the page may not use, a policy that blocks, a collector that can't be reached.
//
// It reads the page's HTML and runs nothing of it. What a tag manager or a framework adds later
// it does not see, and says so. It asks only the address that it was given and the collector
// that the page names, within bounds of time, size and redirects. A shop on one's own machine may
// be looked at: who typed its address wants that, and could open it in a browser. What a page of
// the public internet names must lie there too: a stranger's page, and where it redirects to, may
// not make the doctor knock at doors inside the operator's network and tell which one opened.
package doctor
