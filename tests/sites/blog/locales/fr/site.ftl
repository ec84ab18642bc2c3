home = Accueil
greeting = Bonjour, { $name } !
