import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import TerminalUI
import Testing

@testable import WeirCommands

/// What the page of a group reads.
struct TopPageTests {
  @Test(arguments: [
    ("", 20, ""), ("max\n", 20, "max"), ("a 1\nb 2\n", 20, "a 1; b 2"),
    ("a 1\nb 2\nc 3\n", 10, "a 1; b 2; and 1 more line"),
    ("1\n2\n3\n4\n", 6, "1; 2; and 2 more lines"), ("a line of its own\nb\n", 6, "a line of its own; and 1 more line"),
    ("e\u{1B}[2J\n", 20, "e\\x1b[2J"),
  ])
  func manyLinesAreOne(_ file: String, _ most: Int, _ text: String) {
    #expect(TopPage.oneLine(Array(file.utf8)[...], atMost: most) == text)
  }

  /// Whose processes stand below the files anyway.
  @Test func listsOfProcessesComeLast() throws {
    let tree = FakeMachine.whole()
    tree.set("/system.slice", "cgroup.threads", "7\n8\n")
    let hierarchy = try tree.hierarchy()
    let path = try #require(GroupPath("/system.slice"))
    let names = TopPage(hierarchy).facts(path, inode: try hierarchy.group(path).id).files.map(\.name)
    #expect(names.suffix(2) == ["cgroup.procs", "cgroup.threads"])
    #expect(names.first == "cgroup.type" && Set(names).count == names.count)
  }

  /// A screen of a machine in memory, with the cursor on a group.
  private func screen(_ hierarchy: Hierarchy, on name: String) throws -> Screen {
    var screen = Screen()
    var round = TopSampling.Round(hierarchy, TopScope(), screen.metrics, nil, IOLimits(hierarchy), idlePace: 1)
    _ = screen.take(try round.next([]))
    let keys: [Key] = [.character("/")] + name.unicodeScalars.map { Key.character($0) } + [.enter]
    for key in keys { _ = screen.press(key, now: 0) }
    return screen
  }

  /// What the files say, what a group above sets, why a figure is not there, and who runs in it: from the files to the
  /// screen.
  @Test func aPageShowsWhatTheFilesSay() throws {
    let web = "/system.slice/web.service"
    let tree = FakeMachine.whole()
    tree.set("/system.slice", "pids.max", "500\n")
    tree.set(web, "cgroup.procs", "7\n")
    tree.group(web + "/worker", FakeMachine.group())
    tree.set(web + "/worker", "cgroup.procs", "8\n")
    tree.plain("/proc/7/cmdline", "node\0server\0")
    tree.plain("/proc/7/status", "Name:\tnode\nUid:\t1000\t1000\t1000\t1000\n")
    tree.plain("/proc/8/cmdline", "sh\0-c\0\u{1B}[2J\0")
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    var screen = try screen(hierarchy, on: "web.service")
    guard case .page(let path, let inode, let number)? = screen.press(.enter, now: 0).last else {
      return #expect(Bool(false), "no page is asked for")
    }
    // Between the listing and the reading the group above takes the controller away.
    calls.before(.openFile, at: 1) {
      tree.set(web, "cgroup.controllers", "cpu pids\n")
      tree.drop(web, "memory.current")
    }
    screen.answer(.page(TopPage(hierarchy).facts(path, inode: inode), number: number))
    let grid = screen.draw(width: 200, height: 100).grid
    let lines = (0..<grid.height).map { grid.text(row: $0) }
    func words(_ file: String) -> [String] {
      lines.first { $0.hasPrefix(" \(file) ") }?.split(separator: " ").map { String($0) } ?? []
    }
    #expect(lines[0].hasPrefix(" web.service") && lines.contains(" " + web))
    #expect(words("memory.max") == ["memory.max", "max"])
    #expect(words("cpu.max") == ["cpu.max", "max", "100000"])
    #expect(words("pids.current") == ["pids.current", "3"])
    #expect(words("cgroup.events") == ["cgroup.events", "populated", "1;", "frozen", "0"])
    #expect(words("pids.max") == ["pids.max", "max", "500", "set", "by", "/system.slice"])
    let absence = Absence.controllerDisabled(.memory, in: try #require(GroupPath("/system.slice"))).meaning
    #expect(lines.contains { $0.hasPrefix(" memory.current ") && $0.hasSuffix("  -  " + absence) }, "\(lines)")
    #expect(lines.contains(" PROCESSES  2"))
    #expect(lines.contains("        7 alice  node server"), "\(lines)")
    #expect(lines.contains("        8  sh -c \\x1b[2J  in /worker"), "\(lines)")
  }
}
