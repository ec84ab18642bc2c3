-- 1
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id
WHERE l.locale = $1 AND b.section = $2
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $3) AS s0

-- 2
SELECT tag_id, shown AS total
FROM tally
WHERE locale = $1 AND section = $2 AND shown > 0
ORDER BY tag_id

-- 3
SELECT tag_id, shown AS total
FROM tally
WHERE locale = $1 AND section = $2 AND shown > 0
ORDER BY tag_id

-- 4
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id
WHERE l.locale = $1 AND b.section = $2
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $3) AS s0

-- 5
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id) AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $3 AND k.locale = l.locale AND k.post_id = l.post_id)
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $4) AS s0

-- 6
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $6) AS s0

-- 7
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale
WHERE l.locale = $1 AND t.published_at >= $2 AND t.published_at < $3
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $4) AS s0

-- 8
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id) AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $3 AND k.locale = l.locale AND k.post_id = l.post_id)
ORDER BY 1

-- 9
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))
ORDER BY 1

-- 10
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

-- 11
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale
WHERE l.locale = $1 AND t.published_at >= $2 AND t.published_at < $3
ORDER BY 1

-- 12
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2, $3, $4, $5))) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 13
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id) AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $3 AND k.locale = l.locale AND k.post_id = l.post_id)) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 14
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m
JOIN tag_translation r ON r.slug = m.slug
WHERE m.tag_id IN (SELECT tag_id
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

-- 15
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale
WHERE l.locale = $1 AND t.published_at >= $2 AND t.published_at < $3) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 16
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m
JOIN tag_translation r ON r.slug = m.slug
WHERE m.tag_id IN (SELECT tag_id
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

-- 17
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m
JOIN tag_translation r ON r.slug = m.slug
WHERE m.tag_id IN (SELECT tag_id
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

-- 18
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2)) AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY 1

-- 19
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($2)) AND EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 20
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m
JOIN tag_translation r ON r.slug = m.slug
WHERE m.tag_id IN (SELECT tag_id
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

-- 21
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id
WHERE l.locale = $1 AND b.section = $2 AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $4) AS s0

-- 22
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id
WHERE l.locale = $1 AND b.section = $2 AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))
ORDER BY 1

-- 23
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id
WHERE l.locale = $1 AND b.section = $2 AND NOT EXISTS (SELECT 1
FROM route v
WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN ($3))) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 24
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id)
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $3) AS s0

-- 25
SELECT CAST(0 AS BIGINT) AS list, COUNT(*) AS total
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id)
ORDER BY 1

-- 26
SELECT CAST(0 AS BIGINT) AS list, f.tag_id, COUNT(*) AS total
FROM (SELECT l.locale, l.post_id
FROM listing l
WHERE l.locale = $1 AND EXISTS (SELECT 1
FROM listing_tag k
JOIN tag ON tag.id = k.tag_id
WHERE tag.key = $2 AND k.locale = l.locale AND k.post_id = l.post_id)) m
JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id

-- 27
SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM post_tag
WHERE post_id IN (NULL)
UNION ALL SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM tag_translation t
WHERE t.tag_id IN (SELECT r.tag_id
FROM tag_translation m
JOIN tag_translation r ON r.slug = m.slug
WHERE m.tag_id IN (SELECT tag_id
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

-- 28
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 29
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 30
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 31
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 32
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 33
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version

-- 34
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8)) AS wanted
JOIN post_translation t ON t.post_id = wanted.column1 AND t.locale = wanted.column2
JOIN post p ON p.id = t.post_id
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
JOIN rendering d ON d.translation_id = t.id AND d.version = t.live_version
