/// What a key can do.
enum Command: Hashable, Sendable {
  case help, setup, search, filter, tree, sort, edit, freeze, kill, quit
  case up, down, pageUp, pageDown, first, last
  case open, back
  case tag, untag, user, engine, owners, onlyContainers, reverse, sortByCPU, sortByMemory, sortByName
  case fold, unfold, foldAll
  case pause, follow, earlier, later, minuteEarlier, minuteLater, undo, reclaim, why
  case redraw, suspend

  /// Whether it changes something about groups.
  var isAct: Bool { [.edit, .freeze, .kill, .reclaim, .undo].contains(self) }

  /// Whether it chooses rows of the list, or their order: on a group's page nobody would see what it does.
  var isOfList: Bool {
    switch self {
    case .search, .filter, .tree, .sort, .tag, .untag, .user, .engine, .owners, .onlyContainers, .reverse,
      .sortByCPU, .sortByMemory, .sortByName, .fold, .unfold, .foldAll, .follow:
      true
    case .help, .setup, .edit, .freeze, .kill, .quit, .up, .down, .pageUp, .pageDown, .first, .last, .open, .back,
      .pause, .earlier, .later, .minuteEarlier, .minuteLater, .undo, .reclaim, .why, .redraw, .suspend:
      false
    }
  }
}
