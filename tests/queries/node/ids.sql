-- 1
SELECT id
FROM post
WHERE key = $1

-- 2
SELECT kind, rest, locale, post_id, tag_id, target, status, CAST(0 AS BIGINT) AS shown, CAST(0 AS BIGINT) AS own
FROM route
WHERE rest IN (SELECT rest
FROM route
WHERE kind = 'live' AND post_id IN ($1))

-- 3
SELECT id
FROM tag
WHERE key = $1

-- 4
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

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
