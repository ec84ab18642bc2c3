-- 1
SELECT l.post_id, l.served_locale, l.path_locale, l.rest
FROM listing l
WHERE l.locale = $1 AND l.section = $2
ORDER BY l.sorted_at DESC, l.post_id DESC
LIMIT $3

-- 2
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
