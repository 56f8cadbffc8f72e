/// Which keys do something, and the sentence that says so: the help screen and the footer are drawn from these rows.
struct Binding: Sendable {
  let keys: [Key]
  let command: Command
  /// The word of the footer; nil for keys that it does not show.
  let footer: String?
  let help: String

  init(_ command: Command, _ keys: [Key], footer: String? = nil, _ help: String) {
    self.keys = keys
    self.command = command
    self.footer = footer
    self.help = help
  }

  /// `F1 ?`.
  var keyNames: String { keys.map(\.name).joined(separator: " ") }
}

extension Key {
  /// As it stands in help and footer.
  var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "Ctrl-" + String(Character(scalar)).uppercased()
    case .function(let number): "F\(number)"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .click: "click"
    case .doubleClick: "double click"
    case .wheelUp, .wheelDown: "wheel"
    case .resize: "resize"
    }
  }
}
