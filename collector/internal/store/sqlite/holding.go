package sqlite

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Inventory lists what is held, table by table with the columns that there are.
func (db *DB) Inventory(ctx context.Context) ([]store.HeldTable, error) {
	ordinary := OrdinaryColumns()
	var all []store.HeldTable
	for _, held := range Inventory() {
		columns, err := db.columns(ctx, held.Table)
		if err != nil {
			return nil, fmt.Errorf("columns of %s: %w", held.Table, err)
		}
		table := store.HeldTable{Part: partOf(held), Table: held.Table, What: held.What, Whose: held.Whose, Long: held.Long, Erase: held.Erase}
		for _, name := range columns {
			what := held.Columns[name]
			if what == "" {
				what = ordinary[name]
			}
			table.Columns = append(table.Columns, store.HeldColumn{Name: name, What: what})
		}
		all = append(all, table)
	}
	return all, nil
}

func (db *DB) columns(ctx context.Context, table string) (names []string, err error) {
	rows, err := db.read.QueryContext(ctx, `/* Inventory */ SELECT name FROM pragma_table_info(?)`, table)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, translate(rows.Err())
}

// partOf is to what a table belongs: whose data it is says it of most.
func partOf(held Held) store.HeldPart {
	switch held.Table {
	case "reject":
		return store.HeldRefused
	case "erased":
		return store.HeldErased
	case "audit":
		return store.HeldAudit
	case "salt", "secret":
		return store.HeldSecrets
	}
	switch {
	case held.Whose == OfUsers:
		return store.HeldPeople
	case held.Whose == OfShop:
		return store.HeldShop
	case held.Whose == OfNobody:
		return store.HeldWork
	case held.Long == asFacts:
		return store.HeldFigures
	}
	return store.HeldEvents
}
