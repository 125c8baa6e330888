-- Who of a site's visitors is its own staff (JSON, see siteApart).
ALTER TABLE site ADD COLUMN apart TEXT NOT NULL DEFAULT '{}';
