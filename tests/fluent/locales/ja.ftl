posts = { $n ->
    [0] 記事はありません
   *[other] { $n }件の記事
}
place = { NUMBER($n, type: "ordinal") ->
   *[other] 第{ $n }位
}
role = { $role ->
    [admin] { $name }さんがこのサイトの管理者です。
   *[other] { $name }さんが読んでいます。
}
-site = ランタン
about = { -site }について
search = 検索
    .placeholder = { $n }件の記事を検索
    .aria-label = { -site }を検索
shared = { $name }さんが{ $n }枚の写真を{ $role ->
    [admin] 管理者
   *[other] 全員
}と共有しました。
