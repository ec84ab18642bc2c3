-- 1
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $2) AS s0

-- 2
SELECT tag_id, shown AS total
FROM tally
WHERE locale = $1 AND section = $2 AND shown > 0
ORDER BY tag_id

-- 3
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 4
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) UNION SELECT id
FROM tag
WHERE id IN (NULL)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'translation' AS kind, t.post_id AS a, CAST(0 AS BIGINT) AS b, t.locale, r.title AS x, w.rest AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_translation t CROSS
JOIN revision r CROSS
JOIN route w
WHERE t.post_id IN ($17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32) AND r.translation_id = t.id AND r.version = t.live_version AND w.post_id = t.post_id AND w.kind = 'live' AND w.locale = t.locale
ORDER BY 1, 2, 8, 4

-- 5
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
