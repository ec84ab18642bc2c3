-- 1
SELECT section, locale, title, navigation
FROM section_translation

-- 2
SELECT section, locale, title, navigation
FROM section_translation

-- 3
SELECT l.post_id, l.served_locale, l.path_locale, l.rest, l.section, l.source_order, r.title, CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta
FROM listing_section b CROSS
JOIN listing l CROSS
JOIN post p CROSS
JOIN post_translation t CROSS
JOIN revision r
WHERE l.locale = b.locale AND l.post_id = b.post_id AND p.id = l.post_id AND t.post_id = l.post_id AND t.locale = l.served_locale AND r.translation_id = t.id AND r.version = t.live_version AND b.locale = $1 AND b.section = $2
ORDER BY l.source_order, l.post_id

-- 4
SELECT l.post_id, l.served_locale, l.path_locale, l.rest, l.section, l.source_order, r.title, CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta
FROM listing_section b CROSS
JOIN listing l CROSS
JOIN post p CROSS
JOIN post_translation t CROSS
JOIN revision r
WHERE l.locale = b.locale AND l.post_id = b.post_id AND p.id = l.post_id AND t.post_id = l.post_id AND t.locale = l.served_locale AND r.translation_id = t.id AND r.version = t.live_version AND b.locale = $1 AND b.section = $2
ORDER BY l.source_order, l.post_id
