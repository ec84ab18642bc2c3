posts = { $n ->
    [0] אין רשומות
    [one] רשומה אחת
    [two] שתי רשומות
   *[other] { $n } רשומות
}
place = מקום { $n }
role = { $role ->
    [admin] האתר מנוהל על ידי { $name }.
   *[other] כאן קוראים: { $name }.
}
-site = { $form ->
   *[plain] פנס
    [definite] הפנס
}
about = על { -site(form: "definite") } ({ -site })
search = חיפוש
    .placeholder = חיפוש { $n ->
        [one] ברשומה אחת
        [two] בשתי רשומות
       *[other] ב־{ $n } רשומות
    }
    .aria-label = חיפוש ב{ -site }
shared = { $n ->
    [one] תמונה אחת
    [two] שתי תמונות
   *[other] { $n } תמונות
} מאת { $name } עבור { $role ->
    [admin] המנהלים
   *[other] כולם
}.
