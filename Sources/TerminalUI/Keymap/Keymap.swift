/// All keys of the list and of a group's page, in the order of the help screen.
enum Keymap {
  /// A heading and its rows.
  struct Section: Sendable {
    let title: String
    let bindings: [Binding]
  }

  static let sections: [Section] = [
    Section(title: "Screens", bindings: screens), Section(title: "Move", bindings: moves),
    Section(title: "Choose", bindings: choices), Section(title: "Time", bindings: time),
    Section(title: "Act", bindings: acts),
  ]

  private static let screens = [
    Binding(.help, [.function(1), .character("?")], footer: "Help", "this list of keys"),
    Binding(.setup, [.function(2)], footer: "Setup", "choose the columns; the choice is kept"),
    Binding(.open, [.enter], "the page of the selected group: graphs, limits, processes"),
    Binding(.why, [.character("w")], "all that holds the selected group back, and what would help"),
    Binding(.quit, [.function(10), .character("q"), .control("c")], "leave (q: wherever no text is typed)"),
    Binding(.redraw, [.control("l")], "draw the screen anew"),
    Binding(.suspend, [.control("z")], "stop weir and give the terminal back; fg goes on"),
  ]

  private static let moves = [
    Binding(.up, [.up], "one row up"), Binding(.down, [.down], "one row down"),
    Binding(.pageUp, [.pageUp, .control("b")], "one screen up"),
    Binding(.pageDown, [.pageDown, .control("f")], "one screen down"),
    Binding(.first, [.home, .character("g")], "the first row"),
    Binding(.last, [.end, .character("G")], "the last row"),
    Binding(.follow, [.character("F")], "keep the selected group on its line: the others move, not it"),
    Binding(.back, [.escape], "leave one thing at a time: a box, the past, the page, filters, tags"),
  ]

  private static let choices = [
    Binding(.search, [.function(3), .character("/")], footer: "Search", "go to the next row whose name holds a text"),
    Binding(
      .filter, [.function(4), .character("\\")], footer: "Filter",
      "show only rows that a query chooses, such as memory.share > 80% and engine = docker"),
    Binding(.tree, [.function(5), .character("t")], footer: "Tree", "the tree of groups, or the flat list"),
    Binding(.fold, [.left, .character("-")], "fold what is below the selected group or head"),
    Binding(.unfold, [.right, .character("+")], "unfold it"),
    Binding(.foldAll, [.character("*")], "fold everything, or nothing"),
    Binding(.sort, [.function(6), .character(">")], footer: "Sort", "choose what rows are sorted by"),
    Binding(.sortByCPU, [.character("P")], "sort by CPUs used"),
    Binding(.sortByMemory, [.character("M")], "sort by memory"),
    Binding(.sortByName, [.character("N")], "sort by name"),
    Binding(.reverse, [.character("I")], "turn the order round"),
    Binding(.user, [.character("u")], "only one user's groups: the next user, then all"),
    Binding(.engine, [.character("E")], "only one engine's containers: the next engine, then all"),
    Binding(.owners, [.character("o")], "by user with their sums, by engine, or undivided (Enter folds)"),
    Binding(.onlyContainers, [.character("c")], "only containers and machines, or everything"),
    Binding(.tag, [.character(" ")], "tag the selected row: acts then take all tagged rows"),
    Binding(.untag, [.character("U")], "no tags"),
  ]

  private static let time = [
    Binding(.earlier, [.character("[")], "one sample back in time: all that is shown is of that instant"),
    Binding(.later, [.character("]")], "one sample on"),
    Binding(.minuteEarlier, [.character("{")], "one minute back"),
    Binding(.minuteLater, [.character("}")], "one minute on"),
    Binding(.pause, [.character("Z")], "stand still, or go on"),
  ]

  private static let acts = [
    Binding(.edit, [.function(7), .character("e")], footer: "Limit", "change a limit: shows the plan first"),
    Binding(.freeze, [.function(8), .character("z")], footer: "Freeze", "freeze or thaw; asks first"),
    Binding(
      .kill, [.function(9), .character("k")], footer: "Kill", "send a signal, or kill the whole group; asks first"),
    Binding(.reclaim, [.character("r")], "make the kernel take memory back; asks first"),
    Binding(.undo, [.character("X")], "undo the last change of a limit that this session made; asks first"),
  ]

  static let bindings: [Binding] = sections.flatMap(\.bindings)

  private static let commands: [Key: Command] = Dictionary(
    uniqueKeysWithValues: bindings.flatMap { binding in binding.keys.map { ($0, binding.command) } })

  /// What a key does in the list and on a page; nil for a key that does nothing.
  static func command(_ key: Key) -> Command? { commands[key] }

  /// The footer: `F1Help` and so on, in the order of the keys.
  static let footer: [(key: Key, word: String)] = bindings.compactMap { binding -> (key: Key, word: String)? in
    if binding.command == .quit { return (.function(10), "Quit") }
    return binding.footer.map { (binding.keys[0], $0) }
  }.sorted { left, right in number(left.key) < number(right.key) }

  private static func number(_ key: Key) -> Int { if case .function(let number) = key { number } else { 0 } }
}
