posts = { $n ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $n } مقالات
    [many] { $n } مقالًا
   *[other] { $n } مقال
}
place = المركز { $n }
role = { $role ->
    [admin] يدير { $name } هذا الموقع.
   *[other] يقرأ { $name } هنا.
}
-site = { $case ->
   *[plain] فانوس
    [definite] الفانوس
}
about = عن { -site(case: "definite") } ({ -site })
search = بحث
    .placeholder = { $n ->
        [zero] لا شيء للبحث فيه
        [one] ابحث في مقال واحد
        [two] ابحث في مقالين
        [few] ابحث في { $n } مقالات
        [many] ابحث في { $n } مقالًا
       *[other] ابحث في { $n } مقال
    }
    .aria-label = ابحث في { -site(case: "definite") }
shared = شارك { $name } { $n ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتين
    [few] { $n } صور
    [many] { $n } صورة
   *[other] { $n } صورة
} مع { $role ->
    [admin] المديرين
   *[other] الجميع
}.
