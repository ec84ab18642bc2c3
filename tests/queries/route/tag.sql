-- 1
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
WHERE id IN ($1)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN (NULL) UNION SELECT id
FROM tag
WHERE id IN ($1))
ORDER BY 1, 2, 8, 4

-- 2
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, g.sorted_at AS sort_key
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = $2 AND g.post_id = l.post_id
ORDER BY g.sorted_at DESC, g.post_id DESC
LIMIT $3) AS s0

-- 3
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 4
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing_tag g CROSS
JOIN listing l
WHERE l.locale = $1 AND g.locale = $1 AND g.tag_id = $2 AND g.post_id = l.post_id
ORDER BY 1

-- 5
WITH here AS (SELECT post_id, tag_id
FROM route
WHERE rest IN ($1)) SELECT kind, rest, locale, post_id, tag_id, target, status, CAST(0 AS BIGINT) AS shown, CAST(0 AS BIGINT) AS own
FROM route
WHERE rest IN ($1) OR rest IN (SELECT live.rest
FROM here CROSS
JOIN route live
WHERE live.post_id = here.post_id AND live.kind = 'live' UNION SELECT live.rest
FROM here CROSS
JOIN route live
WHERE live.tag_id = here.tag_id AND live.kind = 'live')
UNION ALL SELECT 'folder', section, locale, NULL, NULL, NULL, NULL, shown, own
FROM tally
WHERE tag_id = 0 AND section IN ($1)
