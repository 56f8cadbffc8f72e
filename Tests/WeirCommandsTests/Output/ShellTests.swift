import ControlGroups
import Foundation
import Testing
import WeirCommands

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
      #expect(controlBytes(Array(quoted.utf8)).isEmpty)
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
}
