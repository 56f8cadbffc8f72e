import Foundation
import Testing

@testable import ControlGroups

struct ShellTests {
  @Test(arguments: [
    ("/sys/fs/cgroup/a.service", "/sys/fs/cgroup/a.service"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("$(x)", "'$(x)'"), ("caf\u{E9}", "'caf\u{E9}'"), ("a\\x2db", "'a\\x2db'"),
  ])
  func quotesForAPerson(_ word: String, _ quoted: String) { #expect(Shell.quoted(ByteText(word)) == quoted) }

  /// Whatever the word, a shell gives it back.
  @Test func aShellUndoesIt() throws {
    let words: [[UInt8]] = [
      Array("a'b\"c\\d$e`f".utf8), [0x1B, 0x5B, 0x32, 0x4A], [0xFF, 0xFE, 0x27, 0x5C], Array("-rf *".utf8),
      Array("\u{202E}x".utf8), Array(1...9) + Array(11...255),
    ]
    for word in words {
      let quoted = Shell.quoted(ByteText(word))
      #expect(quoted.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["bash", "-c", "printf %s \(quoted)"]
      process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let back = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(Array(back) == word)
    }
  }

  /// A group whose name is a shell's text stays one word in every line that a person copies.
  @Test func remediesQuoteTheGroup() throws {
    let group = try #require(GroupPath("/a; rm -rf $HOME"))
    let file = "'/c/a; rm -rf $HOME/cgroup.subtree_control'"
    let directory = { (path: GroupPath) in ByteText(Array("/c".utf8) + path.bytes) }
    let absence = Absence.controllerDisabled(.memory, in: group)
    #expect(absence.remedy(directory: directory)?.contains("tee \(file)") == true)
    let reasons: [(Refusal.Reason, String)] = [
      (.childEnables(group), "> \(file)"), (.frozenAbove(group), "weir thaw '/a; rm -rf $HOME'"),
      (.populated(count: 1, some: []), "weir kill '/a; rm -rf $HOME'"),
    ]
    for (reason, part) in reasons {
      let remedy = reason.remedy(file: nil, group: group, text: "", directory: directory)
      #expect(remedy?.hasSuffix(part) == true, "\(remedy ?? "none")")
    }
  }
}
