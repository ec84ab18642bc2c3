-- 1
SELECT locale, own AS posts
FROM tally
WHERE section = '' AND tag_id = 0
UNION ALL SELECT '', COUNT(DISTINCT post_id)
FROM route
WHERE kind = 'live'
