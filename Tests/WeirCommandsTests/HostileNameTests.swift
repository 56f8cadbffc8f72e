import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// Groups that somebody named to do harm: inert in every output, and reached by the name that is printed.
struct HostileNameTests {
  /// Every kind of byte that mkdir in cgroupfs takes (seen on Linux 6.12: all but `/`, NUL and newline).
  static let names: [[UInt8]] = [
    Array("it's \"quoted\"".utf8), Array("\u{1B}[2J\u{1B}]0;title\u{7}".utf8), Array(" leading and trailing ".utf8),
    [0x62, 0xFF, 0xFE, 0xC3], [0xC2, 0x9B, 0x33, 0x31, 0x6D], Array("-rf".utf8), Array("--root=x".utf8),
    [UInt8](repeating: 0x6E, count: 255), Array("a\tb\rc\u{8}".utf8), Array("back\\slash\\x41".utf8),
    Array("$(reboot) `x` ;|&>*?[".utf8), Array("{le=\"1\"}".utf8), Array("\u{202E}gnp.x".utf8), [0x7F],
    Array("..x".utf8), Array("pid:1".utf8), Array("self".utf8), Array("caf\u{E9} \u{1F600}".utf8),
    Array("<script>".utf8), Array("memory.max".utf8),
  ]

  static func machine() throws -> FakeTree {
    let tree = FakeMachine.whole()
    tree.group("/hostile", FakeMachine.group())
    for name in names {
      let path = try #require(GroupPath("/hostile")).appending(ByteText(name))
      tree.group(path, FakeMachine.group(memory: "77"))
    }
    tree.set("/hostile", "cgroup.procs", "31\n32\n33\n")
    tree.plain("/proc/31/cmdline", "sh\0-c\0\u{1B}[31mred\u{7}\0")
    tree.plain("/proc/32/cmdline", "")
    tree.plain("/proc/32/comm", "\u{1B}]0;x\n")
    return tree
  }

  @Test(arguments: [
    ["tree"], ["tree", "--bare"], ["tree", "-o", "json"], ["tree", "--bare", "-o", "json"], ["doctor"],
    ["doctor", "-o", "json"],
  ])
  func everyOutputIsInert(_ arguments: [String]) throws {
    let answer = weir(arguments, on: try Self.machine())
    #expect(answer.exit == 0)
    #expect(answer.errors.isEmpty)
    #expect(controlBytes(answer.output).isEmpty)
  }

  /// One line for each group: nothing in a name or in a process's words breaks a line.
  @Test func noNameBreaksALine() throws {
    let answer = weir("tree", "--bare", "/hostile", on: try Self.machine())
    #expect(answer.outputText.split(separator: "\n").count == 1 + Self.names.count, "\(answer.outputText)")
  }

  @Test(arguments: names) func whatIsPrintedIsWhatOneTypes(_ name: [UInt8]) throws {
    let tree = try Self.machine()
    let printed = "/hostile/" + ByteText(name).description
    let answer = weir("get", printed, "memory.current", on: tree)
    #expect(answer.outputText == "77\n", "\(printed): \(answer.errorText)")
    let json = try JSONValue(parsing: weir("get", printed, "memory.current", "-o", "json", on: tree).output)
    #expect(json["group"]?["path"]?.text == printed)
    let isPlain = ByteText(name).description.utf8.elementsEqual(name)
    #expect(json["group"]?["path_escaped"] == (isPlain ? nil : .bool(true)))
  }

  /// By its last part, where that is no word of weir's own.
  @Test func namesAloneWorkToo() throws {
    let tree = try Self.machine()
    for name in Self.names where !["pid:1", "self"].contains(ByteText(name)) {
      let answer = weir("get", "--", ByteText(name).description, "memory.current", on: tree)
      #expect(answer.outputText == "77\n", "\(ByteText(name)): \(answer.errorText)")
    }
  }

  /// A copy may hold any file: its name does nothing on a terminal, and is what one types.
  @Test(arguments: ["evil\u{1B}]0;x\u{7}", "a\nb", "back\\x41", "\u{202E}x", "caf\u{E9}"])
  func namesOfFilesAreInert(_ name: String) throws {
    let tree = FakeMachine.whole()
    tree.group("/x", [name: "7\n", "pids.max": "max\n"])
    let printed = ByteText(name).description
    let answer = weir("get", "/x", on: tree)
    #expect(answer.outputText == "pids.max\tmax\n\(printed)\t7\n")
    for line in [["get", "/x"], ["get", "/x", "-o", "json"], ["get", "/*", "pids.max", printed]] {
      let answer = weir(line, on: tree)
      #expect(answer.exit == 0 && controlBytes(answer.output + answer.errors).isEmpty, "\(answer.errorText)")
    }
    #expect(weir("get", "/x", printed, on: tree).outputText == "7\n")
  }

  @Test func namesOfFilesAreBytes() throws {
    let copy = URL.temporaryDirectory.appending(path: "weir-files-\(getpid())").path
    let script = """
      set -e; mkdir -p "$ROOT/x"; cd "$ROOT"; echo > cgroup.controllers
      name=$(printf 'b\\377\\376'); echo 7 > "x/$name"
      "$0" get --root "$ROOT" /x
      "$0" get --root "$ROOT" /x "$name"
      "$0" get --root "$ROOT" /x -o json | grep -c '"value":"7"'
      """
    let answer = try Binary.shell(script, environment: ["ROOT": copy])
    try FileManager.default.removeItem(atPath: copy)
    #expect(answer.outputText == "b\\xff\\xfe\t7\n7\n1\n", "\(answer.errorText)")
  }

  /// The program itself, with bytes that no String holds.
  @Test func argumentsAreBytes() throws {
    let copy = URL.temporaryDirectory.appending(path: "weir-names-\(getpid())").path
    let script = """
      set -e; mkdir -p "$ROOT"; cd "$ROOT"; echo > cgroup.controllers
      name=$(printf 'b\\377\\376\\303'); mkdir -p "$name"; echo domain > "$name/cgroup.type"
      "$0" get --root "$ROOT" "/$name" cgroup.type
      "$0" get --root "$ROOT" "$name" cgroup.type
      "$0" tree --root "$ROOT" --bare
      "$0" get --root "$ROOT" "/$name/x" cgroup.type
      """
    let answer = try Binary.shell(script, environment: ["ROOT": copy])
    try FileManager.default.removeItem(atPath: copy)
    #expect(answer.outputText == "domain\ndomain\n/\n└─b\\xff\\xfe\\xc3\n")
    #expect(
      answer.errorText == "weir: no group /b\\xff\\xfe\\xc3/x; "
        + "list what is there: weir tree /b\\xff\\xfe\\xc3\n")
    #expect(answer.exit == 1)
  }
}
