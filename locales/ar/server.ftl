### كلمات الخادم نفسه. يستطيع الموقع أن يصوغ أيًّا منها بطريقته: المفتاح نفسه في ملفات `locales/ar/*.ftl` الخاصة به.

## المقالات

# بجانب المقال. ‏$minutes: عدد صحيح لا يقل عن 1.
reading-time = { $minutes ->
    [zero] أقل من دقيقة قراءة
    [one] دقيقة قراءة واحدة
    [two] دقيقتا قراءة
    [few] { $minutes } دقائق قراءة
    [many] { $minutes } دقيقة قراءة
   *[other] { $minutes } دقيقة قراءة
}
# عنوان مخفي فوق حواشي المقال.
footnotes-label = الحواشي
# يُقرأ بصوت عالٍ بدلًا من السهم الذي يلي الحاشية. ‏$number: رقم الإحالة.
footnote-back = العودة إلى الإحالة { $number }

## الأقسام: ‏`section-` ثم مفتاح القسم يسمّيان مجلد مقالات.

section-blog = المدونة
section-docs = التوثيق

## الصفحات

not-found-title = الصفحة غير موجودة

## ما يقرؤه المحرر عند رفض تغيير: ‏`error-` ثم الرمز بأحرف صغيرة.

# ‏$field: اسم حقل الإدخال.
error-invalid = قيمة الحقل «{ $field }» غير صالحة.
# ‏$field: اسم حقل الإدخال.
error-required = الحقل «{ $field }» مطلوب.
# ‏$field: اسم حقل الإدخال. ‏$max: أكبر عدد مسموح به من الأحرف.
error-too-long = { $max ->
    [zero] يجب أن يكون الحقل «{ $field }» فارغًا.
    [one] لا يجوز أن يزيد الحقل «{ $field }» على حرف واحد.
    [two] لا يجوز أن يزيد الحقل «{ $field }» على حرفين.
    [few] لا يجوز أن يزيد الحقل «{ $field }» على { $max } أحرف.
    [many] لا يجوز أن يزيد الحقل «{ $field }» على { $max } حرفًا.
   *[other] لا يجوز أن يزيد الحقل «{ $field }» على { $max } حرف.
}
# ‏$locale: رمز اللغة كما كُتب. ‏$nearest: أقرب رمز موجود.
error-unknown-locale = لا تتوفر في هذا الموقع اللغة «{ $locale }».
    .suggestion = هل تقصد «{ $nearest }»؟
# ‏$kind: ‏post أو translation أو tag أو section.
error-not-found = { $kind ->
    [post] لا يوجد مقال كهذا؛ ربما حُذف.
    [translation] لا توجد ترجمة كهذه؛ ربما حُذفت.
    [tag] لا يوجد وسم كهذا؛ ربما حُذف.
    [section] لا يوجد قسم كهذا؛ ربما حُذف.
   *[other] ما تبحث عنه غير موجود؛ ربما حُذف.
}
# ‏$slug: الاسم المختصر في المسار. ‏$locale: رمز اللغة.
error-slug-taken = الاسم المختصر «{ $slug }» مستخدم في مقال آخر من هذا القسم ({ $locale }).
# ‏$key: المفتاح.
error-key-taken = المفتاح «{ $key }» مستخدم بالفعل.
# ‏$path: المسار كاملًا.
error-path-taken = نُشر شيء آخر بالفعل على المسار «{ $path }».
# ‏$expected: الإصدار الذي بدأ منه التغيير. ‏$current: الإصدار الحالي.
error-version-conflict = تغيّر هذا في هذه الأثناء: بدأتَ من الإصدار { NUMBER($expected, useGrouping: "false") }، وأحدث إصدار هو { NUMBER($current, useGrouping: "false") }.
# ‏$locale: رمز اللغة.
error-locale-forbidden = ليس لديك إذن بتغيير أي شيء باللغة «{ $locale }».
# ‏$locale: رمز اللغة.
error-nothing-to-publish = لا يوجد جديد للنشر باللغة «{ $locale }».

## Alerts in posts, such as > [!NOTE]

alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
