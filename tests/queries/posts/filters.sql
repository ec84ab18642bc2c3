-- 1
SELECT tag_id, shown AS total
FROM tally
WHERE locale = $1 AND section = $2 AND shown > 0
ORDER BY tag_id

-- 2
SELECT tag_id, shown AS total
FROM tally
WHERE locale = $1 AND section = $2 AND shown > 0
ORDER BY tag_id

-- 3
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $6) AS s0

-- 4
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))
ORDER BY 1

-- 5
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2)) AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $4) AS s0

-- 6
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2)) AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY 1

-- 7
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, b.sorted_at AS sort_key
FROM listing_section b CROSS
JOIN listing l
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id
ORDER BY b.sorted_at DESC, b.post_id DESC
LIMIT $3) AS s0

-- 8
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 9
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, g.sorted_at AS sort_key
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id
ORDER BY g.sorted_at DESC, g.post_id DESC
LIMIT $3) AS s0

-- 10
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, b.sorted_at AS sort_key
FROM listing_section b CROSS
JOIN listing l
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id
ORDER BY b.sorted_at DESC, b.post_id DESC
LIMIT $3) AS s0

-- 11
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, b.sorted_at AS sort_key
FROM listing_section b CROSS
JOIN listing l
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY b.sorted_at DESC, b.post_id DESC
LIMIT $4) AS s0

-- 12
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id
ORDER BY 1

-- 13
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, g.sorted_at AS sort_key
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id AND EXISTS (SELECT 1
FROM listing_tag k
WHERE k.locale = $1 AND k.tag_id = (SELECT id
FROM tag
WHERE key = $3) AND k.post_id = l.post_id)
ORDER BY g.sorted_at DESC, g.post_id DESC
LIMIT $4) AS s0

-- 14
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 15
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l CROSS
JOIN post_translation t
WHERE l.locale = $1 AND t.post_id = l.post_id AND t.locale = l.served_locale AND t.published_at >= $2 AND t.published_at < $3
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $4) AS s0

-- 16
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 17
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 18
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2)) AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 19
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 20
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 21
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l CROSS
JOIN post_translation t
WHERE l.locale = $1 AND t.post_id = l.post_id AND t.locale = l.served_locale AND t.published_at >= $2 AND t.published_at < $3
ORDER BY 1

-- 22
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 23
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 24
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing_section b CROSS
JOIN listing l
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY 1

-- 25
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
ORDER BY 1, 2, 8, 4

-- 26
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l CROSS
JOIN post_translation t
WHERE l.locale = $1 AND t.post_id = l.post_id AND t.locale = l.served_locale AND t.published_at >= $2 AND t.published_at < $3) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 27
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id AND EXISTS (SELECT 1
FROM listing_tag k
WHERE k.locale = $1 AND k.tag_id = (SELECT id
FROM tag
WHERE key = $3) AND k.post_id = l.post_id)
ORDER BY 1

-- 28
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing_section b CROSS
JOIN listing l
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 29
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 30
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
ORDER BY 1, 2, 8, 4

-- 31
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = (SELECT id
FROM tag
WHERE key = $2) AND g.post_id = l.post_id AND EXISTS (SELECT 1
FROM listing_tag k
WHERE k.locale = $1 AND k.tag_id = (SELECT id
FROM tag
WHERE key = $3) AND k.post_id = l.post_id)) m CROSS
JOIN listing_tag f
WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 32
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
ORDER BY 1, 2, 8, 4

-- 33
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
ORDER BY 1, 2, 8, 4

-- 34
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1, $2, $3, $4))
ORDER BY 1, 2, 8, 4
