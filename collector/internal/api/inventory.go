package api

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

func (a *API) inventoryRoutes() []Route {
	return []Route{
		listRoute(account.Details, "/api/v1/inventory", "Lists what is held of whom, how long, and what becomes of it when a customer is erased, down to each column.", inventoryJSON{}, a.listHeld),
	}
}

type inventoryJSON struct {
	Parts []heldPartJSON `json:"parts" doc:"What is about visitors and customers first."`
}

type heldPartJSON struct {
	Part   string          `json:"part" doc:"In one word that stays: events, figures, refused, erased, people, audit, shop, secrets, work."`
	Tables []heldTableJSON `json:"tables"`
}

type heldTableJSON struct {
	Table   string           `json:"table"`
	What    string           `json:"what" doc:"What a row is, in English as all below."`
	Whose   string           `json:"whose" doc:"Whose data it is."`
	Long    string           `json:"long" doc:"How long it is kept."`
	Erase   string           `json:"erase" doc:"What erasing a customer does with it."`
	Columns []heldColumnJSON `json:"columns"`
}

type heldColumnJSON struct {
	Column string `json:"column"`
	What   string `json:"what"`
}

func (a *API) listHeld(ctx context.Context, c *call) (reply, error) {
	if _, err := ofSite(c); err != nil {
		return reply{}, err
	}
	tables, err := a.inventory(ctx)
	if err != nil {
		return reply{}, fmt.Errorf("list what is held: %w", err)
	}
	var out inventoryJSON
	for _, part := range store.HeldParts() {
		one := heldPartJSON{Part: string(part), Tables: []heldTableJSON{}}
		for i := range tables {
			if tables[i].Part == part {
				one.Tables = append(one.Tables, renderTable(&tables[i]))
			}
		}
		out.Parts = append(out.Parts, one)
	}
	return ok(out), nil
}

func renderTable(t *store.HeldTable) heldTableJSON {
	out := heldTableJSON{Table: t.Table, What: t.What, Whose: t.Whose, Long: t.Long, Erase: t.Erase, Columns: make([]heldColumnJSON, len(t.Columns))}
	for i, column := range t.Columns {
		out.Columns[i] = heldColumnJSON{column.Name, column.What}
	}
	return out
}
