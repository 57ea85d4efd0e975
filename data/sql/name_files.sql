-- where the typed rows of a book lie
set variable {book}_files = $files
