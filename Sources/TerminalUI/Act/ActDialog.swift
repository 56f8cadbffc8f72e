internal import ControlGroups

/// A change that is being put together: which, of what, how much; then its plan, and a last question.
struct ActDialog: Sendable {
  enum Kind: Sendable, Equatable { case edit, freeze, thaw, kill, reclaim, undo }

  /// What is asked now.
  enum Step: Sendable {
    /// Which file, or which signal.
    case choose(Menu)
    /// How much.
    case value(LineEditor)
    /// Whether to do it.
    case confirm
    /// The name of a protected group, to be typed.
    case name(LineEditor)
  }

  let kind: Kind
  let targets: [Act.Target]
  var step: Step
  /// The files that are offered, with the values that they hold.
  var choices = Self.files()
  /// The number of the request that tells which files there are; nil where none is awaited.
  var awaitedFiles: Int?
  var file = ""
  /// What the file holds now, where that is known.
  var current = ""
  var value = ""
  var signal: Int32 = 9
  var protected: [String] = []
  var preview: Preview?
  /// The number of the preview that is awaited; nil where none is.
  var awaited: Int?
  /// What is wrong, in one line.
  var fault = ""
  /// What the typed value is to the kernel.
  var meaning = ""
  /// Of an undo: each change that is put back, in a line.
  var undone: [String] = []
  /// Whether there was no room for all in the last frame; then the first line that is seen, and how many are.
  var isLong = false
  var top = 0
  var pageRows = 10
  /// MemTotal: what `50%` is taken of.
  var machineMemory: ByteCount?

  /// The act as it stands; nil while something is still to be said.
  var act: Act? {
    switch kind {
    case .edit:
      guard !file.isEmpty, !value.isEmpty, fault.isEmpty else { return nil }
      return Act(.set(file: file, value: value), targets, protected: protected)
    case .freeze: return Act(.freeze, targets, protected: protected)
    case .thaw: return Act(.thaw, targets, protected: protected)
    case .kill: return Act(.signal(signal), targets, protected: protected)
    case .reclaim:
      guard !value.isEmpty, fault.isEmpty else { return nil }
      return Act(.reclaim(value), targets, protected: protected)
    case .undo: return nil
    }
  }

  /// What a key led to.
  enum Effect: Sendable, Equatable {
    case none
    case close
    /// The act is another one: its plan is wanted.
    case preview
    case perform
  }

  /// Whether letters are text.
  var isTypedInto: Bool {
    switch step {
    case .choose, .confirm: false
    case .value, .name: true
    }
  }

  mutating func press(_ key: Key) -> Effect {
    if key == .escape { return back() }
    if case .choose = step {} else if scroll(key) { return .none }
    switch step {
    case .choose(var menu): return choose(key, &menu)
    case .value(var editor):
      if key == .enter { return enter() }
      guard editor.press(key) else { return .none }
      step = .value(editor)
      value = editor.text
      return valueChanged()
    case .confirm:
      let isYes = kind == .kill ? key == .character("y") : key == .enter || key == .character("y")
      return isYes ? enter() : kind == .kill || key == .character("n") ? .close : .none
    case .name(var editor):
      if key == .enter { return named(editor.text) }
      if editor.press(key) { step = .name(editor) }
      return .none
    }
  }

  /// Whether it was a key that scrolls. What is too far, drawing sets right.
  private mutating func scroll(_ key: Key) -> Bool {
    guard isLong else { return false }
    switch key {
    case .up, .wheelUp: top = max(0, top - 1)
    case .down, .wheelDown: top += 1
    case .pageUp: top = max(0, top - pageRows)
    case .pageDown: top += pageRows
    default: return false
    }
    return true
  }

  /// Esc: one step back, or out.
  private mutating func back() -> Effect {
    if case .value = step, kind == .edit {
      step = .choose(choices)
      preview = nil
      fault = ""
      return .none
    }
    return .close
  }

  private mutating func choose(_ key: Key, _ menu: inout Menu) -> Effect {
    guard key == .enter, let item = menu.current else {
      _ = menu.press(key)
      step = .choose(menu)
      return .none
    }
    if kind == .kill {
      signal = Int32(item.value) ?? 9
      step = .confirm
      return .preview
    }
    file = item.value
    value = ""
    meaning = ""
    step = .value(LineEditor())
    return .none
  }

  private mutating func valueChanged() -> Effect {
    preview = nil
    awaited = nil
    fault = ""
    meaning = ""
    guard !value.isEmpty else { return .none }
    let name = kind == .reclaim ? "memory.max" : file
    switch LimitFiles.check(value, file: name, machineMemory: machineMemory) {
    case .success(let text) where kind == .reclaim && UInt64(text) == nil: fault = "write a size, such as 512M"
    case .success(let text): meaning = text
    case .failure(let wrong): fault = wrong.message + "; " + wrong.remedy
    case nil: break
    }
    return act == nil ? .none : .preview
  }

  /// Enter, or yes: done where the plan is known and not refused.
  private mutating func enter() -> Effect {
    if kind == .undo { return .perform }
    guard act != nil else { return .none }
    guard let preview else {
      fault = awaited == nil ? fault : "the plan is still being made"
      return .none
    }
    if let name = preview.protected, !protected.contains(name) {
      step = .name(LineEditor())
      return .none
    }
    return preview.refusal == nil ? .perform : .none
  }

  private mutating func named(_ typed: String) -> Effect {
    guard let name = preview?.protected else { return .close }
    guard typed == name else {
      fault = "that is not its name; type \(name)"
      return .none
    }
    protected.append(name)
    fault = ""
    preview = nil
    step = .confirm
    return .preview
  }

  /// Whether the plan is of a protected group whose name is still to be typed.
  var mustBeNamed: Bool { preview?.protected.map { !protected.contains($0) } ?? false }

  // MARK: what can be chosen

  /// Leaves out the files that the groups do not have. What was chosen meanwhile stays: its plan says why not.
  mutating func offer(only files: Set<String>) {
    choices.keep(files)
    guard case .choose(var menu) = step else { return }
    menu.keep(files)
    step = .choose(menu)
  }

  static func files() -> Menu {
    Menu(
      title: "Which limit?",
      items: LimitFiles.all.map { Menu.Item(text: $0.row.name, isOn: nil, value: $0.row.name) },
      hint: "Enter: choose  Esc: leave")
  }

  /// Numbers of Linux on all machines that weir runs on (signal(7)).
  static func signals() -> Menu {
    let signals: [(Int32, String)] = [
      (9, "KILL: the whole group at once, by cgroup.kill"), (15, "TERM: please end"), (2, "INT: as Ctrl-C"),
      (1, "HUP: read the configuration anew"), (3, "QUIT: end with a core dump"), (10, "USR1"), (12, "USR2"),
      (19, "STOP: stand still"), (18, "CONT: go on"),
    ]
    return Menu(
      title: "Which signal?",
      items: signals.map { Menu.Item(text: "\($0 < 10 ? " " : "")\($0) \($1)", isOn: nil, value: "\($0)") },
      hint: "Enter: choose  Esc: leave")
  }
}
