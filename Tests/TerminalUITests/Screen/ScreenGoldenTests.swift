import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// Whole screens, as text: each view at four sizes, on the host of the design's picture.
struct ScreenGoldenTests {
  static let sizes = [(80, 24), (120, 35), (200, 50), (20, 5)]

  static func typed(_ text: String) -> [Key] { text.unicodeScalars.map { .character($0) } }

  /// The group that is acted on, and how its first limit is changed: typed, and what the plan says of it.
  struct Selected {
    let name: String
    let typed: String
    let file: String
    let step: String
    let undone: String
    let property: String

    static let web = Selected(
      name: "docker:web", typed: "3cpu", file: "cpu.max", step: "200000 100000 -> 300000 100000",
      undone: "300000 100000 -> 200000 100000", property: "CPUQuotaPerSecUSec")
  }

  /// What is pressed to come to a view; the protected group's name is begun by all but its last two letters.
  static func views(on selected: Selected) -> [(name: String, keys: [Key])] {
    let edit: [Key] = [.character("e"), .enter] + typed(selected.typed)
    let protect: [Key] = [.character("z"), .enter]
    let begun = typed(String(selected.name.dropLast(2)))
    return [
      ("list", []), ("tree", [.character("t")]), ("help", [.character("?")]), ("why", [.character("w")]),
      ("sort", [.character(">")]), ("setup", [.function(2)]), ("past", [.character("["), .character("[")]),
      ("filter", [.character("\\")] + typed("memory.shar > 80%")), ("edit", edit), ("kill", [.character("k"), .enter]),
      ("protected", protect), ("page", [.enter]), ("users", [.character("o")]),
      ("engines", [.character("o"), .character("o")]), ("folded", [.character("o"), .character("*")]),
      ("signals", [.character("k")]), ("freeze", [.character("z")]), ("reclaim", [.character("r")] + typed("64M")),
      ("tags", [.character(" "), .character(" "), .character(" "), .character("z")]),
      ("done", edit + [.enter]), ("undo", edit + [.enter, .character("X")]),
      ("undone", edit + [.enter, .character("X"), .enter]), ("protected-typed", protect + begun),
      ("protected-wrong", protect + begun + [.enter]),
      ("page-long", [.enter]), ("page-long-end", [.enter, .end]),
      ("page-past", [.enter, .character("["), .character("[")]),
      ("search", [.character("/")] + typed("no such name")), ("paused", [.character("Z")]),
      ("filtered", [.character("\\")] + typed("memory.share > 30%") + [.enter]),
      ("help-more", [.character("?"), .pageDown]), ("limits", [.character("e")]),
    ]
  }

  static let names = views(on: .web).map(\.name)

  @Test(arguments: sizes, names) func theTargetsHost(_ size: (Int, Int), _ name: String) throws {
    var screen = try Self.base.get()
    try Self.press(name, on: .web, in: &screen)
    let grid = screen.draw(width: size.0, height: size.1).grid
    try Golden.expect(grid.text, "target/\(name)-\(size.0)x\(size.1)")
  }

  /// Goes to a view, and answers what is asked on the way.
  static func press(_ view: String, on selected: Selected, in screen: inout Screen) throws {
    for key in try #require(views(on: selected).first { $0.name == view }).keys {
      for request in screen.press(key, now: 0) {
        if let answer = answer(request, view, selected) { screen.answer(answer) }
      }
    }
  }

  /// Before the first sample.
  @Test(arguments: sizes) func nothingIsKnownYet(_ size: (Int, Int)) throws {
    var screen = Screen(ScreenOptions(rights: "root"))
    let text = screen.draw(width: size.0, height: size.1).grid.text
    #expect(text.contains("weir: reading"))
    try Golden.expect(text, "target/opening-\(size.0)x\(size.1)")
  }

  /// What colours mean, by a letter for each cell: those of a theme are the back end's.
  @Test func tonesOfTheList() throws {
    var screen = try Self.base.get()
    let grid = screen.draw(width: 80, height: 24).grid
    #expect(Set(grid.tones).isSuperset(of: "dTwsk"))
    try Golden.expect(grid.tones, "target/tones-list-80x24")
  }

  /// One that saw five minutes: made once, since a screen is a value.
  static let base: Result<Screen, any Error> = Result { try TargetHost.screen(last: 160) }

  private static func answer(_ request: ScreenRequest, _ view: String, _ selected: Selected) -> ScreenAnswer? {
    switch request {
    case .preview(let act, let number): return .preview(preview(act, view, selected), number: number)
    case .perform(_, let number): return .done(done(selected), number: number)
    case .undo(let number):
      return .done(Outcome(line: "\(selected.file) of \(selected.name) is as before"), number: number)
    case .page(let path, _, let number) where view.hasPrefix("page-long"):
      return .page(PageFacts(path: path, files: long), number: number)
    case .page(let path, _, let number):
      return .page(
        PageFacts(
          path: path,
          files: [
            .init(name: "memory.current", value: "851443712"),
            .init(name: "memory.max", value: "2147483648", isWritable: true),
            .init(name: "memory.high", value: "max", isWritable: true, effective: "4294967296", setBy: "/system.slice"),
            .init(
              name: "io.latency", value: "",
              absence: "this kernel has no io.latency (it needs CONFIG_BLK_CGROUP_IOLATENCY)"),
            .init(name: "cpu.max", value: "200000 100000", isWritable: true),
          ],
          processes: [
            .init(id: 4711, command: "node server", user: "root"),
            .init(id: 4712, command: "sh\u{1B}[2J -c", below: "worker"),
          ],
          processCount: 38), number: number)
    default: return nil
    }
  }

  private static func preview(_ act: Act, _ view: String, _ selected: Selected) -> Preview {
    if view.hasPrefix("protected") {
      return Preview(
        lines: ["every process stands still"], refusal: "\(selected.name): it runs sshd",
        protected: selected.name)
    }
    let names = act.targets.map(\.name.description)
    switch act.what {
    case .set:
      return Preview(
        lines: ["\(selected.file): \(selected.step), by \(selected.property); until it restarts"],
        command: "weir set \(selected.name) \(selected.file)=\(selected.typed)")
    case .signal: return Preview(lines: ["38 processes"], command: "weir kill \(selected.name)")
    case .reclaim:
      return Preview(lines: ["\(selected.name): 64M will be asked back"], command: "weir reclaim \(selected.name) 64M")
    case .freeze, .thaw:
      return Preview(
        lines: names.map { "\($0): 38 processes will stand still until it is thawed" },
        command: names.map { "weir freeze \($0)" }.joined(separator: " && "))
    }
  }

  private static func done(_ selected: Selected) -> Outcome {
    Outcome(
      line: "\(selected.name): \(selected.file) \(selected.step); X undoes it", undoable: 1,
      undone: ["\(selected.name) \(selected.file): \(selected.undone)"])
  }

  /// Values that no line has room for.
  private static let long: [PageFacts.File] = [
    .init(name: "cpuset.cpus", value: stride(from: 0, to: 128, by: 2).map { "\($0)" }.joined(separator: ",")),
    .init(
      name: "io.max",
      value: (0..<6).map { "8:\($0 * 16) rbps=1048576 wbps=max riops=max wiops=200" }.joined(separator: "; "),
      isWritable: true),
    .init(name: "memory.max", value: "max", isWritable: true, effective: "4294967296", setBy: "/system.slice"),
    .init(name: "memory.stat", value: (0..<40).map { "key_\($0) \($0 * 1_000_003)" }.joined(separator: "; ")),
    .init(
      name: "io.latency", value: "", absence: "this kernel has no io.latency (it needs CONFIG_BLK_CGROUP_IOLATENCY)"),
  ]
}

extension Grid {
  /// A letter for each cell that is not just a blank: n normal, d dim, t title, g good, w warning, s severe, o soft,
  /// c cold, k key; in capitals where it is reversed.
  var tones: String {
    (0..<height).map { row in
      let letters = (0..<width).map { column -> String in
        let cell = self[row, column]
        let letter =
          switch cell.style.tone {
          case .normal: "n"
          case .dim: "d"
          case .title: "t"
          case .good: "g"
          case .warning: "w"
          case .severe: "s"
          case .soft: "o"
          case .cold: "c"
          case .key: "k"
          }
        if cell.style.attributes.contains(.reverse) { return letter.uppercased() }
        return cell.scalar == 0x20 ? " " : letter
      }
      return VerdictLines.trimmed(letters.joined()[...]) + "\n"
    }.joined()
  }
}
