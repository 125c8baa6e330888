package main

import (
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector"
)

type eraseCmd struct {
	dataFlag
	Customer string `required:"" placeholder:"ID" help:"The customer's id, as the shop sends it."`
	Site     string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	DryRun   bool   `help:"Only tell what would go."`
	JSON     bool   `help:"Print JSON."`
}

// Help is what --help says beyond the flags.
func (c *eraseCmd) Help() string {
	return `Everything that is held of the customer goes: events, orders, answers, refused events, and what was computed from them; browsers that no other customer has used go with it. It is done when no byte of it is left in the database and its log. The server may be at work. What is stopped goes on with the server. What was said of the customer before and is sent again later is discarded; the customer may come again. Backups are erased when they are restored: the list of erasures, which names nobody, lies beside the database.`
}

// heldJSON is what is held of a customer, for scripts.
type heldJSON struct {
	Erased   bool        `json:"erased"`
	Events   int         `json:"events"`
	Refused  int         `json:"refused"`
	Browsers int         `json:"browsers"`
	Answers  int         `json:"answers"`
	Orders   int         `json:"orders"`
	Value    []worthJSON `json:"value"`
	// Copies are older databases that lie in the folder and still hold it.
	Copies []string `json:"copies"`
}

type worthJSON struct {
	Currency string `json:"currency"`
	Value    string `json:"value"`
}

// Run erases the customer and tells what has gone.
func (c *eraseCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		of, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		do := all.EraseCustomer
		if c.DryRun {
			do = all.HeldOf
		}
		held, err := do(e, of.Name, c.Customer)
		if err != nil {
			return err
		}
		copies, err := all.SetAside()
		if err != nil {
			return err
		}
		return c.tell(e, of, held, copies)
	})
}

func (c *eraseCmd) tell(e *env, of collector.Site, held collector.Holdings, copies []string) error {
	out := heldJSON{
		Erased: !c.DryRun, Events: len(held.Events), Refused: len(held.Refused), Browsers: held.Visitors,
		Answers: held.Answers, Orders: held.Orders, Value: []worthJSON{}, Copies: append([]string{}, copies...),
	}
	var worth []string
	for _, sum := range collector.Worth(of, held) {
		out.Value = append(out.Value, worthJSON(sum))
		worth = append(worth, sum.Value+" "+sum.Currency)
	}
	if c.JSON {
		return e.printJSON(out)
	}
	verb := "erased"
	if c.DryRun {
		verb = "would erase"
	}
	text := fmt.Sprintf("%s: %d events, %d refused, %d browsers, %d answers, %d orders worth %s\n",
		verb, out.Events, out.Refused, out.Browsers, out.Answers, out.Orders, orNone(worth))
	if len(copies) > 0 {
		text += "older databases beside it still hold it; delete them: " + strings.Join(copies, " ") + "\n"
	}
	return e.printf("%s", text)
}

type accessCmd struct {
	dataFlag
	Customer string `required:"" placeholder:"ID" help:"The customer's id, as the shop sends it."`
	Site     string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
}

// Help is what --help says beyond the flags.
func (c *accessCmd) Help() string {
	return `Prints as JSON, with a few words on what it means, what safar erase would let go of: a person may ask for it.`
}

// Run writes everything that is held of a customer.
func (c *accessCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		of, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		file, err := all.AccessFile(e, of.Name, c.Customer)
		if err != nil {
			return err
		}
		return e.printf("%s\n", file)
	})
}
