import ControlGroups
import ControlGroupsTesting
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
}
