"""How words come in and go out: one package for each messenger, behind one door (handlers/front, handlers/delivery)."""
