-- 1
SELECT locale, own AS posts
FROM tally
WHERE section = '' AND tag_id = 0
UNION ALL SELECT '', COUNT(*)
FROM post p
WHERE EXISTS (SELECT 1
FROM route w
WHERE w.post_id = p.id AND w.kind = 'live')
