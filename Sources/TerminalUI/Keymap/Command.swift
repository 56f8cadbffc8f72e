/// What a key can do.
enum Command: Hashable, Sendable {
  case help, setup, search, filter, tree, sort, edit, freeze, kill, quit
  case up, down, pageUp, pageDown, first, last
  case open, back
  case tag, untag, user, engine, onlyContainers, reverse, sortByCPU, sortByMemory, sortByName
  case fold, unfold, foldAll
  case pause, follow, earlier, later, undo, reclaim, why
  case redraw, suspend
}
