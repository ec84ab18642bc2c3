-- 1
SELECT l.post_id, l.served_locale, l.path_locale, l.rest, l.section, l.source_order, r.title, CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta
FROM listing_section b
JOIN listing l ON l.locale = b.locale AND l.post_id = b.post_id
JOIN post p ON p.id = l.post_id
JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
WHERE b.locale = $1 AND b.section = $2
ORDER BY l.source_order, l.post_id

-- 2
SELECT section, locale, title, navigation
FROM section_translation

-- 3
SELECT l.post_id, l.served_locale, l.path_locale, l.rest, l.section, l.source_order, r.title, CASE WHEN r.navigation IS NULL THEN p.navigation ELSE r.navigation END AS navigation, p.meta, r.meta AS own_meta
FROM listing_section b
JOIN listing l ON l.locale = b.locale AND l.post_id = b.post_id
JOIN post p ON p.id = l.post_id
JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale
JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version
WHERE b.locale = $1 AND b.section = $2
ORDER BY l.source_order, l.post_id

-- 4
SELECT section, locale, title, navigation
FROM section_translation
