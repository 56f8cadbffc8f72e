/// What stands over the list or the page, and takes keys first.
enum Overlay: Sendable {
  /// Keys and what they do; the first line that is seen.
  case help(top: Int)
  /// All causes of a group, nil of none; the first line that is seen.
  case why(top: Int, of: Who?)
  /// What rows are sorted by.
  case sort(Menu)
  /// Which columns are shown, and the theme.
  case setup(Menu)
  case prompt(Prompt)
  case act(ActDialog)

  /// Whether letters are text: then none of them is a key that does something.
  var isTypedInto: Bool {
    switch self {
    case .help, .why, .sort, .setup: false
    case .prompt: true
    case .act(let dialog): dialog.isTypedInto
    }
  }
}

/// A line at the bottom that is typed into.
struct Prompt: Sendable {
  enum Kind: Sendable { case search, filter }

  var kind: Kind
  var editor: LineEditor
  /// Of a search: where the cursor was, and goes back to where nothing is found.
  var start: ListState.Spot?
  /// What is wrong: lines below the text.
  var fault: [String] = []
}
