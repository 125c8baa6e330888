package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// maxProblems bounds what one question of a check may find.
const maxProblems = 100

// integrity reads the whole file.
const integrity = `/* Check */ SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`

// checks are questions that have no rows when all is well. Each row is one problem.
var checks = []string{
	integrity,
	`/* Check */ SELECT format('row %s of %s refers to a missing row of %s', coalesce(rowid, '?'), "table", parent) FROM pragma_foreign_key_check`,
	`/* Check */ SELECT 'event ' || seq || ' belongs to node ' || home || ', which is missing: run safar rebuild' FROM event
		WHERE home IS NOT NULL AND home NOT IN (SELECT id FROM node) AND NOT EXISTS (SELECT 1 FROM rebuild)`,
	`/* Check */ SELECT 'node ' || id || ' belongs to a group that is missing: run safar rebuild' FROM node
		WHERE basket NOT IN (SELECT id FROM node) OR household NOT IN (SELECT id FROM node)`,
	`/* Check */ SELECT 'basket ' || basket || ' lies in several households: run safar rebuild' FROM node
		GROUP BY basket HAVING count(DISTINCT household) > 1`,
	`/* Check */ SELECT format('site %s has %d events, of which %d were counted when they came: restore a backup from before the damage, or keep it as it is', site.name, stored.n, counted.n)
		FROM site JOIN (SELECT s.id, (SELECT count(*) FROM event WHERE site = s.id) AS n FROM site AS s) AS stored ON stored.id = site.id
		JOIN (SELECT s.id, coalesce((SELECT sum(iif(what = 1, count, -count)) FROM receipt
			WHERE site = s.id AND (what = 1 OR what = 5 AND name IN ('` + lostReason + `', '` + goneReason + `', '` + erasedReason + `'))), 0) AS n FROM site AS s) AS counted ON counted.id = site.id
		WHERE stored.n <> counted.n`,
	`/* Check */ SELECT format('household %d is left out of the answers (%s): its events are kept; update Safar, then run safar rebuild', household, reason) FROM poison`,
}

// lostReason counts, among the receipts of Batch.Counts, events that were accepted and that
// a salvage could not read any more.
const lostReason = "unreadable"

// goneReason counts there events that were accepted and are older than their site keeps them.
const goneReason = "no_longer_kept"

// Check looks for damage: in the file's structure, in what its rows refer to, and in how
// the connections are set up. It reads all of the file. Problems are sentences for the
// operator; an error means that the check itself could not be done.
func (db *DB) Check(ctx context.Context) (problems []string, err error) {
	for _, question := range checks {
		found, err := askAll(ctx, db.read, question)
		if damaged(err) {
			return append(problems, "the file is damaged: restore the latest backup: "+err.Error()), nil
		}
		if err != nil {
			return nil, translate(err)
		}
		problems = append(problems, found...)
	}
	var level int
	if err := db.read.QueryRowContext(ctx, `/* Check */ PRAGMA synchronous`).Scan(&level); err != nil {
		return nil, translate(err)
	}
	problems = append(problems, durability("reading", level)...)
	err = db.update(ctx, func(tx *sql.Tx) error {
		return tx.QueryRow(`/* Check */ PRAGMA synchronous`).Scan(&level)
	})
	if err != nil {
		return nil, err
	}
	return append(problems, durability("the writing", level)...), nil
}

// durability is a problem when a connection would not wait for the disk.
func durability(connection string, level int) []string {
	const full = 2
	if level >= full {
		return nil
	}
	return []string{fmt.Sprintf("%s connection runs with synchronous=%d: a power cut can lose acknowledged events", connection, level)}
}

func askAll(ctx context.Context, q querier, question string) (answers []string, err error) {
	rows, err := q.QueryContext(ctx, question+fmt.Sprintf(" LIMIT %d", maxProblems))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var answer string
		if err := rows.Scan(&answer); err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return answers, rows.Err()
}
