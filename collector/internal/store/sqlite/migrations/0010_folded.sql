-- Which tables hold facts of a household, so that folding it anew looks into no others. Of
-- those folded before nothing is known: all bits are set.

CREATE TABLE folded (
  household INTEGER PRIMARY KEY,
  tables    INTEGER NOT NULL -- bits by the order of factTables
) STRICT;
INSERT INTO folded (household, tables) SELECT unit, -1 FROM (
  SELECT unit FROM session UNION SELECT unit FROM cart UNION SELECT unit FROM checkout UNION SELECT unit FROM placed
  UNION SELECT unit FROM referral UNION SELECT unit FROM code UNION SELECT unit FROM answer UNION SELECT unit FROM message
  UNION SELECT unit FROM friction UNION SELECT unit FROM tally UNION SELECT unit FROM hindrance UNION SELECT unit FROM verdict
  UNION SELECT unit FROM contact UNION SELECT unit FROM attempt UNION SELECT unit FROM meeting UNION SELECT unit FROM spend
  UNION SELECT unit FROM handling UNION SELECT unit FROM order_item UNION SELECT unit FROM cart_item
  UNION SELECT unit FROM category UNION SELECT unit FROM passage
);
