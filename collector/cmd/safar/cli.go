package main

import (
	"github.com/alecthomas/kong"
)

// cli is the tree of commands. Every flag may also be given as SAFAR_ and its name.
type cli struct {
	logFlags
	Init       initCmd       `cmd:"" help:"Make a data folder with a first site, its keys and a read token."`
	Serve      serveCmd      `cmd:"" help:"Take events in and answer questions over HTTP."`
	Report     reportCmd     `cmd:"" help:"Show a report, from a data folder or a running collector."`
	Funnel     funnelCmd     `cmd:"" help:"Show how far visits, carts or people got on the way to an order."`
	Products   productsCmd   `cmd:"" help:"Show what happened to products."`
	Journey    journeyCmd    `cmd:"" help:"Tell what happened to one person, or list who was seen last."`
	Reconcile  reconcileCmd  `cmd:"" help:"Compare a shop's own list of orders with what the collector has."`
	Doctor     doctorCmd     `cmd:"" help:"Look at a page of the shop and say what is wrong with its tag."`
	Demo       demoCmd       `cmd:"" help:"Show what it is like: a shop, its shoppers, and what a merchant sees."`
	Simulate   simulateCmd   `cmd:"" help:"Send made-up shoppers to a running collector."`
	Import     importCmd     `cmd:"" help:"Bring in a shop's past from a file."`
	Export     exportCmd     `cmd:"" help:"Take events, orders, sessions or a report out as a file."`
	Erase      eraseCmd      `cmd:"" help:"Let go of everything that is held of a customer."`
	Access     accessCmd     `cmd:"" help:"Print everything that is held of a customer, for that person."`
	Site       siteCmd       `cmd:"" help:"List, add and change sites."`
	Key        keyCmd        `cmd:"" help:"List, add and revoke the keys that let senders in."`
	Token      tokenCmd      `cmd:"" help:"List, add and revoke the tokens that let readers in."`
	Share      shareCmd      `cmd:"" help:"List, add and revoke the links that show a site's sums to whoever has them."`
	Goal       goalCmd       `cmd:"" help:"List, set and remove what metrics are to come to."`
	Touchpoint touchpointCmd `cmd:"" help:"List, set and remove what touchpoints are called, which stages they belong to and what they are to come to."`
	Persona    personaCmd    `cmd:"" help:"List, set and remove groups of customers to look at."`
	Annotation annotationCmd `cmd:"" help:"List, add and remove notes of what was changed when."`
	User       userCmd       `cmd:"" help:"List, add and remove those who may sign in, and make links for them."`
	Audit      auditCmd      `cmd:"" help:"Show who came in, and who changed what."`
	Backup     backupCmd     `cmd:"" help:"Copy the data into a file while the server is at work, and check the copy."`
	Restore    restoreCmd    `cmd:"" help:"Put a backup into a data folder."`
	Rebuild    rebuildCmd    `cmd:"" help:"Make everything that follows from the events again."`
	Check      checkCmd      `cmd:"" help:"Look for damage in a data folder."`
	Salvage    salvageCmd    `cmd:"" help:"Save what can be read of a damaged data folder into a new one."`
	Version    versionCmd    `cmd:"" help:"Tell the program's version."`
}

const about = `Safar takes the events of an online shop in and answers how customers fare on their journey.

Every flag can also be set in the environment: --group-by as SAFAR_GROUP_BY. Exit codes: 0 done, 1 failed, 2 wrong usage.`

// exitCode is how kong asks for an end: after --help.
type exitCode int

func newParser(c *cli, io streams) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("safar"),
		kong.Description(about),
		kong.DefaultEnvars("SAFAR"),
		kong.Writers(io.out, io.err),
		kong.Exit(func(code int) { panic(exitCode(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
}
