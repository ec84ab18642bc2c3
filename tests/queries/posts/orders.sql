-- 1
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $2) AS s0

-- 2
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.sorted_at AS sort_key
FROM listing l
WHERE l.locale = $1
ORDER BY l.sorted_at ASC, l.post_id ASC
LIMIT $2) AS s0

-- 3
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.updated_at AS sort_key
FROM listing l
WHERE l.locale = $1
ORDER BY l.updated_at DESC, l.post_id DESC
LIMIT $2) AS s0

-- 4
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.title_key AS sort_key
FROM listing l
WHERE l.locale = $1
ORDER BY l.title_key ASC, l.post_id ASC
LIMIT $2) AS s0

-- 5
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 6
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 7
SELECT *
FROM (SELECT CAST(0 AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.source_order AS sort_key
FROM listing l CROSS
JOIN listing_section b
WHERE l.locale = $1 AND b.locale = $1 AND b.section = $2 AND b.post_id = l.post_id
ORDER BY l.source_order ASC, l.post_id ASC
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
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version

-- 10
SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, t.publish_at, t.published_at, CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END AS updated_at, t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, d.words, d.code_words, d.hash
FROM (VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32)) AS wanted CROSS
JOIN post_translation t CROSS
JOIN post p CROSS
JOIN revision r CROSS
JOIN rendering d
WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id AND r.translation_id = t.id AND r.version = t.live_version AND d.translation_id = t.id AND d.version = t.live_version
