cli-usage-too-few = After “{ $name }” values are needed: { $n } or more.
