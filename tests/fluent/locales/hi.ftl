posts = { $n ->
    [one] { $n } लेख (एकवचन)
   *[other] { $n } लेख
}
place = { NUMBER($n, type: "ordinal") ->
    [one] { $n }ला स्थान
    [two] { $n }रा स्थान
    [few] { $n }था स्थान
    [many] { $n }ठा स्थान
   *[other] { $n }वाँ स्थान
}
role = { $role ->
    [admin] { $name } यह साइट चलाते हैं।
   *[other] { $name } यहाँ पढ़ते हैं।
}
-site = लालटेन
about = { -site } के बारे में
search = खोजें
    .placeholder = { $n } लेखों में खोजें
    .aria-label = { -site } में खोजें
shared = { $name } ने { $n ->
    [one] { $n } फ़ोटो
   *[other] { $n } फ़ोटो
} { $role ->
    [admin] प्रबंधकों
   *[other] सब
} के साथ बाँटे।
