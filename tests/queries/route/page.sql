-- 1
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash, r.markdown, d.html, d.text, d.toc, d.excerpt
FROM (VALUES ($1, $2)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 2
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN ($1)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1) UNION SELECT id
FROM tag
WHERE id IN (NULL)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'section' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, title AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM section_translation
WHERE title IS NOT NULL AND section IN ($2)
UNION ALL SELECT 'holds' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE tag_id = 0 AND section IN ($2)
UNION ALL SELECT 'translation' AS kind, t.post_id AS a, CAST(0 AS BIGINT) AS b, t.locale, r.title AS x, w.rest AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_translation t CROSS
JOIN revision r CROSS
JOIN route w
WHERE t.post_id IN ($3) AND r.translation_id = t.id AND r.version = t.live_version AND w.post_id = t.post_id AND w.kind = 'live' AND w.locale = t.locale
ORDER BY 1, 2, 8, 4

-- 3
WITH item AS (SELECT l.*
FROM (VALUES ($1, $2)) AS wanted CROSS
JOIN listing l
WHERE l.post_id = wanted.column1 AND l.locale = wanted.column2), tagged AS MATERIALIZED (SELECT d.locale, d.tag_id, COALESCE((SELECT e.sorted_at
FROM listing_tag e
WHERE e.locale = d.locale AND e.tag_id = d.tag_id
ORDER BY e.sorted_at DESC, e.post_id DESC
LIMIT 1 OFFSET 199), -9223372036854775807) AS since, COALESCE((SELECT e.post_id
FROM listing_tag e
WHERE e.locale = d.locale AND e.tag_id = d.tag_id
ORDER BY e.sorted_at DESC, e.post_id DESC
LIMIT 1 OFFSET 199), 0) AS since_post
FROM (SELECT DISTINCT i.locale, c.tag_id
FROM item i CROSS
JOIN post_tag c
WHERE c.post_id = i.post_id) d) SELECT x.of_locale, x.of_post, x.role, CAST(0 AS BIGINT) AS place, l.post_id, l.served_locale, l.path_locale, l.rest
FROM (SELECT i.locale AS of_locale, i.post_id AS of_post, 'previous' AS role, CASE WHEN EXISTS (SELECT 1
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.dated = TRUE) THEN (SELECT n.post_id
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.rest <> n.section AND (n.sorted_at, n.post_id) < (i.sorted_at, i.post_id)
ORDER BY n.sorted_at DESC, n.post_id DESC
LIMIT 1) ELSE (SELECT n.post_id
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.rest <> n.section AND (n.source_order, n.post_id) < (i.source_order, i.post_id)
ORDER BY n.source_order DESC, n.post_id DESC
LIMIT 1) END AS id
FROM item i
WHERE i.rest <> i.section
UNION ALL SELECT i.locale AS of_locale, i.post_id AS of_post, 'next' AS role, CASE WHEN EXISTS (SELECT 1
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.dated = TRUE) THEN (SELECT n.post_id
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.rest <> n.section AND (n.sorted_at, n.post_id) > (i.sorted_at, i.post_id)
ORDER BY n.sorted_at ASC, n.post_id ASC
LIMIT 1) ELSE (SELECT n.post_id
FROM listing n
WHERE n.locale = i.locale AND n.section = i.section AND n.rest <> n.section AND (n.source_order, n.post_id) > (i.source_order, i.post_id)
ORDER BY n.source_order ASC, n.post_id ASC
LIMIT 1) END AS id
FROM item i
WHERE i.rest <> i.section) x CROSS
JOIN listing l
WHERE l.locale = x.of_locale AND l.post_id = x.id
UNION ALL  SELECT x.of_locale, x.of_post, 'related' AS role, x.place, l.post_id, l.served_locale, l.path_locale, l.rest
FROM (SELECT i.locale AS of_locale, i.post_id AS of_post, g.post_id AS id, ROW_NUMBER() OVER (PARTITION BY i.locale, i.post_id
ORDER BY COUNT(*) DESC, g.sorted_at DESC, g.post_id DESC) AS place
FROM item i CROSS
JOIN post_tag c CROSS
JOIN tagged d CROSS
JOIN listing_tag g
WHERE c.post_id = i.post_id AND d.locale = i.locale AND d.tag_id = c.tag_id AND g.locale = d.locale AND g.tag_id = d.tag_id AND (g.sorted_at, g.post_id) >= (d.since, d.since_post) AND g.post_id <> i.post_id GROUP BY i.locale, i.post_id, g.post_id, g.sorted_at) x CROSS
JOIN listing l
WHERE l.locale = x.of_locale AND l.post_id = x.id AND x.place <= $3

-- 4
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 5
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m CROSS
JOIN tag_translation r
WHERE r.slug = m.slug AND m.tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4) UNION SELECT id
FROM tag
WHERE id IN (NULL)))
UNION ALL SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag
WHERE id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE section = '' AND tag_id IN (SELECT tag_id
FROM post_tag
WHERE post_id IN ($1, $2, $3, $4) UNION SELECT id
FROM tag
WHERE id IN (NULL))
UNION ALL SELECT 'translation' AS kind, t.post_id AS a, CAST(0 AS BIGINT) AS b, t.locale, r.title AS x, w.rest AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_translation t CROSS
JOIN revision r CROSS
JOIN route w
WHERE t.post_id IN ($5, $6, $7, $8) AND r.translation_id = t.id AND r.version = t.live_version AND w.post_id = t.post_id AND w.kind = 'live' AND w.locale = t.locale
ORDER BY 1, 2, 8, 4

-- 6
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
