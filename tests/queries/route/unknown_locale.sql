-- 1
SELECT 'section' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, title AS y, '' AS z, CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own
FROM section_translation
WHERE title IS NOT NULL AND section IN ($1)
UNION ALL SELECT 'holds' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, '' AS y, '' AS z, shown AS n, own
FROM tally
WHERE tag_id = 0 AND section IN ($1)
ORDER BY 1, 2, 8, 4

-- 2
SELECT l.path_locale, l.rest, r.title
FROM listing l CROSS
JOIN post_translation t CROSS
JOIN revision r
WHERE t.post_id = l.post_id AND t.locale = l.served_locale AND r.translation_id = t.id AND r.version = t.live_version AND l.path_locale = l.locale AND l.locale IN ($1) AND l.path_locale IN ($1) AND l.rest IN ($2)

-- 3
WITH here AS (SELECT post_id, tag_id
FROM route
WHERE rest IN ($1, $2, $3, $4)) SELECT kind, rest, locale, post_id, tag_id, target, status, CAST(0 AS BIGINT) AS shown, CAST(0 AS BIGINT) AS own
FROM route
WHERE rest IN ($1, $2, $3, $4) OR rest IN (SELECT live.rest
FROM here CROSS
JOIN route live
WHERE live.post_id = here.post_id AND live.kind = 'live' UNION SELECT live.rest
FROM here CROSS
JOIN route live
WHERE live.tag_id = here.tag_id AND live.kind = 'live')
UNION ALL SELECT 'folder', section, locale, NULL, NULL, NULL, NULL, shown, own
FROM tally
WHERE tag_id = 0 AND section IN ($1, $2, $3, $4)
