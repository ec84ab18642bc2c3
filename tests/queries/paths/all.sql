-- 1
SELECT *
FROM (SELECT 'post' AS kind, l.locale, l.rest, l.post_id AS id, CASE WHEN l.served_locale = l.locale THEN 0 ELSE 1 END AS is_fallback, l.updated_at
FROM listing l
WHERE l.served_locale = l.locale
UNION ALL SELECT 'tag', n.locale, 'tags/' || n.slug, n.tag_id, 0, (SELECT MAX(l.updated_at)
FROM listing_tag g
JOIN listing l ON l.locale = g.locale AND l.post_id = g.post_id
WHERE g.locale = n.locale AND g.tag_id = n.tag_id)
FROM tag_translation n
JOIN tally y ON y.locale = n.locale AND y.section = '' AND y.tag_id = n.tag_id
WHERE y.shown > 0
UNION ALL SELECT 'section', y.locale, y.section, 0, CASE WHEN y.own > 0 THEN 0 ELSE 1 END, (SELECT MAX(l.updated_at)
FROM listing_section b
JOIN listing l ON l.locale = b.locale AND l.post_id = b.post_id
WHERE b.locale = y.locale AND b.section = y.section)
FROM tally y
WHERE y.tag_id = 0 AND y.own > 0 AND NOT EXISTS (SELECT 1
FROM listing l
WHERE l.locale = y.locale AND l.path_locale = y.locale AND l.rest = y.section)) x
WHERE x.locale IN ($1) AND x.updated_at >= $2
ORDER BY x.locale, x.rest
LIMIT $3

-- 2
SELECT COUNT(*) AS total
FROM (SELECT 'post' AS kind, l.locale, l.rest, l.post_id AS id, CASE WHEN l.served_locale = l.locale THEN 0 ELSE 1 END AS is_fallback, l.updated_at
FROM listing l
WHERE l.served_locale = l.locale
UNION ALL SELECT 'tag', n.locale, 'tags/' || n.slug, n.tag_id, 0, (SELECT MAX(l.updated_at)
FROM listing_tag g
JOIN listing l ON l.locale = g.locale AND l.post_id = g.post_id
WHERE g.locale = n.locale AND g.tag_id = n.tag_id)
FROM tag_translation n
JOIN tally y ON y.locale = n.locale AND y.section = '' AND y.tag_id = n.tag_id
WHERE y.shown > 0
UNION ALL SELECT 'section', y.locale, y.section, 0, CASE WHEN y.own > 0 THEN 0 ELSE 1 END, (SELECT MAX(l.updated_at)
FROM listing_section b
JOIN listing l ON l.locale = b.locale AND l.post_id = b.post_id
WHERE b.locale = y.locale AND b.section = y.section)
FROM tally y
WHERE y.tag_id = 0 AND y.own > 0 AND NOT EXISTS (SELECT 1
FROM listing l
WHERE l.locale = y.locale AND l.path_locale = y.locale AND l.rest = y.section)) x
WHERE x.locale IN ($1) AND x.updated_at >= $2

-- 3
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
UNION ALL SELECT 'section' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, title AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM section_translation
WHERE title IS NOT NULL AND section IN ($5, $6, $7, $8)
UNION ALL SELECT 'holds' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE tag_id = 0 AND section IN ($5, $6, $7, $8)
UNION ALL SELECT 'translation' AS kind, t.post_id AS a, CAST(0 AS BIGINT) AS b, t.locale, r.title AS x, w.rest AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_translation t CROSS
JOIN revision r CROSS
JOIN route w
WHERE t.post_id IN ($9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) AND r.translation_id = t.id AND r.version = t.live_version AND w.post_id = t.post_id AND w.kind = 'live' AND w.locale = t.locale
ORDER BY 1, 2, 8, 4
