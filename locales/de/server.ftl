### Die eigenen Worte des Servers. Eine Site kann jedes davon anders sagen: derselbe Schlüssel in ihren `locales/de/*.ftl`.

## Beiträge

# Neben einem Beitrag. $minutes: ganze Zahl, mindestens 1.
reading-time = { $minutes ->
    [one] { $minutes } Minute Lesezeit
   *[other] { $minutes } Minuten Lesezeit
}
# Verborgene Überschrift über den Fußnoten eines Beitrags.
footnotes-label = Fußnoten
# Wird für den Pfeil hinter einer Fußnote vorgelesen. $number: Nummer des Verweises.
footnote-back = Zurück zu Verweis { $number }

## Bereiche: `section-` und der Schlüssel des Bereichs benennen einen Ordner mit Beiträgen.

section-blog = Blog
section-docs = Dokumentation

## Seiten

not-found-title = Seite nicht gefunden

## Was man liest, wenn eine Änderung abgelehnt wird: `error-` und der Code in Kleinbuchstaben.

# $field: Name des Eingabefelds.
error-invalid = „{ $field }“ ist ungültig.
# $field: Name des Eingabefelds.
error-invalid-control = „{ $field }“ enthält Steuerzeichen, die dort nicht stehen dürfen.
error-invalid-slug = Ein Slug braucht mindestens einen Buchstaben oder eine Ziffer und besteht aus Kleinbuchstaben, Ziffern, „-“, „_“, „.“ und „~“.
error-invalid-section = Ein Bereich ist ein Pfad wie „blog“ oder „docs/guide“: Slugs, verbunden durch „/“.
error-invalid-reserved = Dieser Pfad würde mit einer Sprache oder mit dem Ordner der Schlagwörter beginnen.
# $field: Name des Eingabefelds.
error-invalid-object = „{ $field }“ muss ein JSON-Objekt sein.
# $field: Name des Eingabefelds.
error-invalid-past = „{ $field }“ ist schon vorbei.
# $field: Name des Eingabefelds. $max: höchstens so viele Sekunden.
error-invalid-seconds = „{ $field }“ muss zwischen 1 und { $max } Sekunden liegen.
# $field: Name des Eingabefelds.
error-invalid-path = „{ $field }“ muss ein Pfad dieser Site sein, der mit einer ihrer Sprachen beginnt.
# $field: Name des Eingabefelds.
error-invalid-target = „{ $field }“ muss ein anderer Pfad sein oder eine URL, die mit „http://“ oder „https://“ beginnt.
# $field: Name des Eingabefelds.
error-invalid-status = „{ $field }“ muss 301, 302, 307 oder 308 sein.
# $field: Name des Eingabefelds.
error-invalid-source-version = „{ $field }“ muss eine vorhandene Version der Quelle sein; die Quelle selbst hat keine.
error-invalid-source-deleted = Andere Übersetzungen gehen auf diese zurück: Löschen Sie zuerst jene oder den ganzen Beitrag.
error-invalid-source-missing = Die Quelle dieses Beitrags ist gelöscht: Stellen Sie zuerst diese wieder her.
error-invalid-last-name = Ein Schlagwort braucht mindestens in einer Sprache einen Namen: Löschen Sie stattdessen das Schlagwort.
# $field: Name des Eingabefelds.
error-required = „{ $field }“ darf nicht fehlen.
# $field: Name des Eingabefelds. $max: höchstens so viele Zeichen.
error-too-long = „{ $field }“ darf höchstens { $max } Zeichen lang sein.
# $locale: die Sprachkennung, wie sie geschrieben wurde. $nearest: die ähnlichste vorhandene.
error-unknown-locale = Diese Site gibt es nicht in der Sprache „{ $locale }“.
    .suggestion = Meinten Sie „{ $nearest }“?
# $kind: post, translation, tag, section, revision, redirect oder token.
error-not-found = { $kind ->
    [post] Diesen Beitrag gibt es nicht; vielleicht wurde er gelöscht.
    [translation] Diese Übersetzung gibt es nicht; vielleicht wurde sie gelöscht.
    [tag] Dieses Schlagwort gibt es nicht; vielleicht wurde es gelöscht.
    [section] Diesen Bereich gibt es nicht; vielleicht wurde er gelöscht.
    [revision] Diese Version gibt es nicht.
    [redirect] Diese Weiterleitung gibt es nicht; vielleicht wurde sie gelöscht.
    [token] Dieses Token gibt es nicht; vielleicht wurde es widerrufen.
   *[other] Das Gesuchte gibt es nicht; vielleicht wurde es gelöscht.
}
# $slug: der Slug. $locale: Sprachkennung.
error-slug-taken = Ein anderer Beitrag in diesem Bereich hat bereits den Slug „{ $slug }“ ({ $locale }).
# $key: der Schlüssel.
error-key-taken = Der Schlüssel „{ $key }“ ist bereits vergeben.
# $path: der ganze Pfad.
error-path-taken = Unter „{ $path }“ ist bereits etwas anderes veröffentlicht.
# $expected: die Version, von der die Änderung ausging. $current: die jetzige Version.
error-version-conflict = Das wurde inzwischen geändert: Sie sind von Version { NUMBER($expected, useGrouping: 0) } ausgegangen, die neueste ist { NUMBER($current, useGrouping: 0) }.
# $locale: Sprachkennung.
error-locale-forbidden = In der Sprache „{ $locale }“ dürfen Sie nichts ändern.
# $locale: Sprachkennung.
error-nothing-to-publish = In der Sprache „{ $locale }“ gibt es nichts Neues zu veröffentlichen.

## Die Spielwiese, in der Redakteure Operationen ausprobieren und senden: `playground-` und die Stelle.

playground-title = Isogloss-Spielwiese
playground-token-label = Token
playground-token-use = Verwenden
playground-token-forget = Vergessen
playground-token-help = Ohne Token sehen Sie, was Leser sehen. Es wird behalten, bis dieser Browser-Tab geschlossen wird, und nirgends sonst.
# $name: Name des Tokens. $role: ADMIN, EDITOR oder TRANSLATOR.
playground-token-accepted = Angemeldet: { $name }, { $role ->
    [ADMIN] Administration
    [EDITOR] Redaktion
   *[TRANSLATOR] Übersetzung
}
playground-token-refused = Dieses Token wird nicht angenommen.
playground-unreachable = Der Server antwortet nicht.
playground-tabs-restore = Vorbereitete Tabs wiederherstellen
playground-run-hint = Strg+Eingabe führt die Operation aus. Die Eingabetaste führt in einen Editor hinein, Esc wieder heraus.
# Was die vorbereitete Operation im offenen Tab tut; ein Satz.
playground-step-see-page = Zeigt zu einem Pfad alles, was eine Seite braucht.
playground-step-find-drafts = Listet die Entwürfe in einer Sprache auf. Die folgenden Tabs arbeiten dann mit dem ersten davon.
playground-step-create-post = Legt einen Entwurf an. Die folgenden Tabs arbeiten dann mit diesem Beitrag.
playground-step-translate-post = Speichert den Beitrag in einer anderen Sprache, als Entwurf.
playground-step-create-preview = Erzeugt ein Token, das eine Stunde lang den Entwurf zeigt und sonst nichts.
playground-step-see-preview = Zeigt den Entwurf unter dem Pfad, den er haben wird.
playground-step-publish-post = Veröffentlicht die genannten Sprachen und keine andere.
playground-step-schedule-post = Speichert eine Änderung, die Leser ab morgen sehen.
playground-step-unpublish-post = Nimmt Lesern eine Sprache weg; Gespeichertes bleibt.
playground-step-see-revisions = Listet auf, was in einer Sprache gespeichert wurde, mit den Unterschieden.
playground-step-restore-revision = Speichert eine frühere Version erneut, als Entwurf.
playground-step-create-redirect = Führt von einer alten Adresse zu einer neuen.
playground-step-create-token = Erzeugt ein Token für eine Übersetzerin. Es wird einmal gezeigt, in der Antwort.
playground-operation-label = Operation
playground-variables-label = Variablen
playground-answer-label = Antwort
playground-run = Ausführen
playground-small-note = Dies ist die kleine Seite; die Spielwiese mit Vervollständigung und Dokumentation wird gebaut, wo npm installiert ist.

## Alerts in posts, such as > [!NOTE]

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
