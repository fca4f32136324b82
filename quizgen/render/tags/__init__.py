"""The tags of a sheet, a function each: what it prints and how it is tagged. `flowables.TAGS` lists them."""
