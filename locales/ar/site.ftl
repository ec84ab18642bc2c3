### نصوص واجهة الموقع للواجهات الأمامية: يقدّمها الاستعلام `messages(locale: "ar")` منسَّقة.

## التنقل

home = الرئيسية
blog = المدونة
docs = التوثيق
tags = الوسوم
menu = القائمة
language = اللغة
skip-to-content = الانتقال إلى المحتوى
back-to-home = العودة إلى الصفحة الرئيسية
search = بحث
    .placeholder = ابحث في هذا الموقع…

## القوائم

# ‏$count: عدد المقالات.
posts-count = { $count ->
    [zero] لا توجد مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
# ‏$tag: اسم الوسم.
tagged = مقالات بوسم «{ $tag }»
read-more = اقرأ المزيد
newer-posts = مقالات أحدث
older-posts = مقالات أقدم
no-results = لم يُعثر على شيء

## المقالات

# ‏$date: تاريخ نشر المقال.
published-on = نُشر في { DATETIME($date, dateStyle: "long") }
# ‏$date: تاريخ آخر تعديل للمقال.
updated-on = حُدِّث في { DATETIME($date, dateStyle: "long") }
table-of-contents = في هذه الصفحة
previous-post = المقال السابق
next-post = المقال التالي
related-posts = مقالات ذات صلة
also-available-in = متاح أيضًا بلغات أخرى
# ‏$language: اسم اللغة المعروضة بدلًا منها.
not-translated = لم تُترجم هذه الصفحة بعد. لغة النص المعروض: { $language }.
