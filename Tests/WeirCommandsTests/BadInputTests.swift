import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// What is asked wrongly is answered by one line on stderr, an exit code, and nothing that a terminal would act on.
struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var exit: Int32 = 1
    /// A part of the line.
    var says: String
    var testDescription: String { arguments.joined(separator: " ").debugDescription }
  }

  static func machine() -> FakeTree {
    let tree = FakeMachine.whole()
    for path in ["/a/twin", "/b/twin", "/a"] { tree.group(path, FakeMachine.group()) }
    tree.obstacle("/a", "link", .symbolicLink)
    tree.obstacle("/a", "other", .crossesDevice)
    return tree
  }

  static let long = String(repeating: "n", count: 255)

  static let cases: [Case] = [
    // Targets
    Case(arguments: ["get", "/nope"], says: "no group /nope; list what is there: weir tree /"),
    Case(arguments: ["get", "/system.slice/nope/deep"], says: "the path ends at /system.slice"),
    Case(arguments: ["get", "nope.service"], says: "no group is named \"nope.service\""),
    Case(arguments: ["get", "web.servcie"], says: "no group is named \"web.servcie\"; did you mean web.service?"),
    Case(arguments: ["tree", "nope.service"], says: "no group is named \"nope.service\""),
    Case(arguments: ["get", ""], says: "the target is empty"),
    Case(arguments: ["get", "/../etc"], says: "is not a path of a group"),
    Case(arguments: ["get", "/system.slice/.."], says: "is not a path of a group"),
    Case(arguments: ["get", ".."], says: "a path begins at the root"),
    Case(arguments: ["get", "system.slice/web.service"], says: "a path begins at the root"),
    Case(arguments: ["get", "pid:abc"], says: "\"pid:abc\" names no process; write pid:1234"),
    Case(arguments: ["get", "pid:0"], says: "names no process"),
    Case(arguments: ["get", "pid:-1"], says: "names no process"),
    Case(arguments: ["get", "pid:99999999999999"], says: "names no process"),
    Case(arguments: ["get", "pid:4194303"], says: "no process 4194303"),
    Case(arguments: ["get", "twin"], says: "2 groups are named \"twin\": /a/twin, /b/twin; write one of them"),
    Case(
      arguments: ["get", ".", "--root", TestData.fixture],
      says: "the working directory is not in the hierarchy; go below"),
    Case(
      arguments: ["get", "/system.slice/memory.max"],
      says: "is a file, not a group; weir get /system.slice memory.max reads it"),
    Case(arguments: ["get", "/a/link"], says: "/a/link is not a group"),
    Case(arguments: ["get", "/a/other"], says: "/a/other is not a group"),
    Case(arguments: ["get", "it's \"x\""], says: "no group is named \"it's \"x\"\""),
    Case(arguments: ["get", "\u{1B}[2J\u{7}"], says: "no group matches \"\\x1b[2J\\x07\""),
    Case(arguments: ["get", "/\u{1B}]0;x\u{9C}"], says: "no group /\\x1b]0;x\\xc2\\x9c"),
    Case(arguments: ["get", " x "], says: "no group is named \" x \""),
    Case(arguments: ["get", "a\nb"], says: "no group is named \"a\\x0ab\""),
    Case(arguments: ["get", "\u{202E}x"], says: "no group is named \"\\xe2\\x80\\xaex\""),
    Case(arguments: ["get", "--", "-rf"], says: "no group is named \"-rf\""),
    Case(arguments: ["get", long], says: "no group is named \"nnn"),
    Case(arguments: ["get", "/" + long + "n"], says: "no group /nnn"),
    // Files
    Case(arguments: ["get", "/a", "nope"], says: "\"nope\" is no interface file; list them with weir files"),
    Case(arguments: ["get", "/a", "memory.mx"], says: "did you mean memory.max?"),
    Case(arguments: ["get", "/a", "memory.mx", "--effective"], says: "did you mean memory.max?"),
    Case(arguments: ["get", "/a", ""], says: "\"\" is no interface file"),
    Case(arguments: ["get", "/a", "../cgroup.procs"], says: "is no interface file"),
    Case(arguments: ["get", "/*", "memory.mx"], says: "did you mean memory.max?"),
    Case(arguments: ["get", "/*", "x*"], says: "no interface file matches"),
    Case(arguments: ["tree", "z*"], says: "no group matches \"z*\"; list what is there with weir tree"),
    Case(arguments: ["why", "z*"], says: "no group matches \"z*\""),
    Case(arguments: ["get", "/a", "x*"], says: "no interface file matches \"x*\""),
    Case(arguments: ["get", "/a", "memory.\u{1B}"], says: "\"memory.\\x1b\" is no interface file"),
    Case(arguments: ["get", "/a", "["], says: "no interface file matches"),
    Case(arguments: ["get", "/", "memory.max"], says: "memory.max of /: the root group has no such file"),
    Case(arguments: ["get", "/a", "cgroup.kill"], says: "the file is written, never read"),
    Case(arguments: ["get", "/a", "memory.peak"], says: "this kernel has no memory.peak"),
    Case(
      arguments: ["get", "/a", "--effective", "memory.current"], says: "--effective does not tell of memory.current"),
    Case(arguments: ["files", "nope"], says: "\"nope\" is no interface file; list them with weir files"),
    Case(arguments: ["files", "memory.mx"], says: "did you mean memory.max?"),
    Case(arguments: ["files", "nope*"], says: "no interface file matches \"nope*\"; list them"),
    Case(arguments: ["files", "\u{1B}[2J*"], says: "no interface file matches \"\\x1b[2J*\""),
    // Roots
    Case(arguments: ["tree", "--root", "/nonexistent"], says: "/nonexistent: no such file or directory"),
    Case(arguments: ["doctor", "--root", "/nonexistent"], says: "/nonexistent: no such file or directory"),
    Case(arguments: ["tree", "--root", "/proc"], says: "is no copy of a cgroup tree"),
    Case(arguments: ["tree", "--root", "/proc/version"], says: "not a directory"),
    Case(arguments: ["tree", "--root", ""], exit: 64, says: "--root is empty"),
    // Usage
    Case(arguments: ["foo"], exit: 64, says: "no command \"foo\"; the commands are top, tree, stat, why, get, set, "),
    Case(arguments: ["help", "foo"], exit: 64, says: "no command \"foo\""),
    Case(arguments: ["\u{1B}[2J"], exit: 64, says: "no command \"\\x1b[2J\""),
    Case(arguments: ["--foo"], exit: 64, says: "see weir top --help"),
    Case(arguments: ["get"], exit: 64, says: "see weir get --help"),
    Case(arguments: ["get", "-rf"], exit: 64, says: "see weir get --help"),
    Case(arguments: ["tree", "a", "b"], exit: 64, says: "see weir tree --help"),
    Case(arguments: ["tree", "-o", "yaml"], exit: 64, says: "Please provide one of 'text' and 'json'; see weir tree"),
    Case(arguments: ["tree", "-o", "\u{1B}[2J"], exit: 64, says: "see weir tree --help"),
    Case(arguments: ["tree", "-L", "-1"], exit: 64, says: "-L -1: the number of levels is not below 0"),
    Case(arguments: ["tree", "-L-1"], exit: 64, says: "-L -1: the number of levels is not below 0"),
    Case(arguments: ["stat", "-n", "-1"], exit: 64, says: "-n -1: the number of intervals is 1 or more"),
    Case(arguments: ["stat", "-n0"], exit: 64, says: "-n 0: the number of intervals is 1 or more"),
    Case(arguments: ["stat", "-d", "-1"], exit: 64, says: "-d \"-1\" is no time; write 2s, 500ms or 5min"),
    Case(arguments: ["why", "-d-1"], exit: 64, says: "-d \"-1\" is no time"),
    Case(arguments: ["stat", "-d", "0.0000000001"], exit: 64, says: "-d \"0.0000000001\" is no time"),
    Case(arguments: ["stat", "-d", "0x10"], exit: 64, says: "-d \"0x10\" is no time"),
    Case(arguments: ["stat", "-d", "nan"], exit: 64, says: "-d \"nan\" is no time"),
    Case(arguments: ["kill", "/a", "--timeout", "-1"], exit: 64, says: "\"-1\" is no time to wait"),
    Case(
      arguments: ["stat", "-c", "cpu.coers"], exit: 64, says: "-c: no metric \"cpu.coers\"; did you mean cpu.cores?"),
    Case(arguments: ["stat", "-s", "nope"], exit: 64, says: "-s: no metric \"nope\"; perhaps cpu.cores"),
    Case(arguments: ["stat", "-wx"], exit: 64, says: "Unknown option '-wx', or: Missing value for '-w <query>' in"),
    Case(arguments: ["tree", "-L", "x"], exit: 64, says: "see weir tree --help"),
    Case(arguments: ["tree", "--level=-1"], exit: 64, says: "the number of levels is not below 0"),
    Case(arguments: ["tree", "-L", "99999999999999999999"], exit: 64, says: "see weir tree --help"),
    Case(arguments: ["tree", "--color", "sometimes"], exit: 64, says: "see weir tree --help"),
    Case(arguments: ["get", "/", "--root"], exit: 64, says: "see weir get --help"),
    Case(arguments: ["doctor", "extra"], exit: 64, says: "see weir doctor --help"),
  ]

  static func expectOneLine(_ answer: Answer, _ test: Case) {
    #expect(answer.exit == test.exit, "\(answer.errorText)")
    #expect(answer.output.isEmpty, "\(answer.outputText)")
    #expect(answer.errorLines.count == 1 && answer.errorText.hasSuffix("\n"), "\(answer.errorText)")
    #expect(answer.errorText.hasPrefix("weir: "))
    #expect(answer.errorText.contains(test.says), "\(answer.errorText)")
    #expect(controlBytes(answer.output + answer.errors).isEmpty)
  }

  @Test(arguments: cases) func inThisProcess(_ test: Case) {
    let calls = test.arguments.contains("--root") ? nil : Self.machine()
    Self.expectOneLine(weir(test.arguments, on: calls), test)
  }

  /// This machine's processes are not those of a copy that has no proc.
  @Test func aBareCopyKnowsNoProcess() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-bare-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try Data("\n".utf8).write(to: place.appending(path: "cgroup.controllers"))
    let targets = [("self", "this process"), ("pid:1", "process 1"), ("pid:\(getpid())", "process \(getpid())")]
    for (target, process) in targets {
      let line = ["get", "--root", place.path, target, "cgroup.controllers"]
      Self.expectOneLine(
        weir(line), Case(arguments: line, says: "the copied tree does not know \(process); give a path"))
    }
    #expect(weir("get", "--root", place.path, "/", "cgroup.controllers").exit == 0)
  }

  @Test func noCgroup2() {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", "1 0 0:1 / / rw - ext4 /dev/vda rw\n")
    for command in [["tree"], ["get", "/"]] {
      let missing = Case(arguments: command, says: "no cgroup2 file system is mounted; mount it: mount -t cgroup2")
      Self.expectOneLine(weir(command, on: tree), missing)
      let old = Case(arguments: command, says: "systemd.unified_cgroup_hierarchy=1")
      Self.expectOneLine(weir(command, on: FakeMachine.versionOne()), old)
    }
  }

  @Test func anUnreadableRoot() {
    let calls = ScriptedCalls(FakeMachine.whole())
    for command in [["tree"], ["get", "/"]] {
      calls.fail(.openRoot, at: 1, with: .accessDenied)
      let test = Case(arguments: command, says: "/sys/fs/cgroup: permission denied (EACCES); run it as root")
      Self.expectOneLine(weir(command, on: calls), test)
    }
    calls.fail(.openRoot, at: 1, with: .accessDenied)
    let answer = weir("doctor", on: calls)
    #expect(answer.exit == 1)
    #expect(answer.outputText.contains("cgroup2 is mounted at /sys/fs/cgroup, but cannot be opened"))
    #expect(answer.errorLines.count == 1)
  }

  /// The group goes between the opening of its directory and the reading of a file, by every call in between.
  @Test func aGroupThatVanishes() {
    for command in [["get", "/a", "memory.max"], ["get", "/a", "memory.*", "memory.max"]] {
      var sawVanished = false
      for number in 1...4 {
        let tree = Self.machine()
        let calls = ScriptedCalls(tree)
        calls.before(.openFile, at: number) { tree.remove("/a") }
        let answer = weir(command, on: calls)
        guard answer.exit != 0 else { continue }
        #expect(answer.exit == 1)
        #expect(answer.errorText == "weir: /a: the group is gone\n")
        sawVanished = true
      }
      #expect(sawVanished)
    }
    let tree = Self.machine()
    let calls = ScriptedCalls(tree)
    calls.before(.openFile, at: 1) { tree.remove("/a") }
    let json = weir("get", "/a", "memory.max", "-o", "json", on: calls)
    #expect(json.exit == 0)
    #expect(json.outputText.contains(#""reason":"vanished""#))
  }

  /// A walk over groups that go away says nothing of them, and ends well.
  @Test func aTreeThatWithers() {
    for number in 1...40 {
      let tree = Self.machine()
      let calls = ScriptedCalls(tree)
      calls.before(.openFile, at: number) { tree.remove("/a") }
      for format in ["text", "json"] {
        let answer = weir("tree", "-o", format, on: calls)
        #expect(answer.exit == 0)
        #expect(answer.errors.isEmpty)
      }
    }
  }
}
