import ControlGroups
import ControlGroupsTesting
import Testing

struct TreeCommandTests {
  let tree = FakeMachine.whole()

  private func line(_ name: String, _ answer: Answer) -> String {
    answer.outputText.split(separator: "\n").first { $0.contains(name) }.map(String.init) ?? ""
  }

  @Test func aCapOfAnAncestorIsMarked() {
    tree.set("/system.slice", "memory.max", "2097152\n")
    let answer = weir("tree", on: tree)
    #expect(line("system.slice", answer).contains(" 1.0M   2.0M "))
    #expect(line("web.service", answer).contains(" 1.0M  2.0M^ "))
    #expect(line("user.slice", answer).contains(" 1.0M      - "))
  }

  @Test func capsOfVersion1AreNotSeen() throws {
    let tree = FakeMachine.hybrid()
    tree.plain("/proc/cgroups", "#subsys_name hierarchy num_cgroups enabled\nmemory 4 9 1\n")
    FakeMachine.without("memory", tree)
    #expect(line("web.service", weir("tree", on: tree)).contains(" -+ "))
    #expect(weir("get", "web.service", "memory.max", "--effective", on: tree).exit == 1)
    #expect(weir("get", "/", "memory.max", "--effective", on: tree).errorText.contains("cgroup version 1 holds"))
    #expect(weir("doctor", on: tree).outputText.contains(", or less: limits of version 1 are not counted"))
  }

  @Test func aNamespaceMarksCapsAsAtLeast() {
    tree.setMachineRoot(false)
    #expect(line("web.service", weir("tree", on: tree)).contains(" -+ "))
  }

  @Test func frozenAndEmptyAreSaid() {
    tree.set("/system.slice/web.service", "cgroup.events", "populated 1\nfrozen 1\n")
    tree.set("/user.slice", "cgroup.events", "populated 0\nfrozen 0\n")
    let answer = weir("tree", on: tree)
    #expect(line("web.service", answer).hasSuffix(" frozen"))
    #expect(line("user.slice", answer).hasSuffix(" empty"))
  }

  @Test func anAbsentFigureIsADashAndJSONSaysWhy() throws {
    let without = FakeMachine.memoryDisabled()
    #expect(line("web.service", weir("tree", on: without)).contains("2.50s      -      -     3"))
    let groups = try JSONValue(parsing: weir("tree", "-o", "json", on: without).output)["groups"]?.items ?? []
    let web = try #require(groups.first { $0["path"]?.text == "/system.slice/web.service" })
    #expect(web["memory_current"] == .null)
    #expect(web["absent"]?["memory_current"]?["reason"]?.text == "controllerUnavailable")
    #expect(groups[0]["absent"]?["memory_current"]?["reason"]?.text == "rootHasNone")
  }

  /// The group's files are opened in this order, behind memory.max of the root.
  private enum Opened: Int { case current = 4, maximum = 5, currentAgain = 11 }

  private func slice(failing files: [Opened], _ error: ErrorNumber) throws -> [JSONValue] {
    let calls = ScriptedCalls(tree)
    for file in files { calls.fail(.openFile, at: file.rawValue, with: error) }
    let answer = weir("tree", "/system.slice", "--no-names", "-o", "json", on: calls)
    #expect(try SchemaTests.violations("tree", answer.output) == [])
    return try JSONValue(parsing: answer.output)["groups"]?.items ?? []
  }

  /// The kernel's own answer, and not what would be said if the file were not there.
  @Test(
    arguments: [
      (.accessDenied, "permission", "this user may not read it"),
      (.tooManyFiles, "failed", "cannot open memory.current of /system.slice: too many open files (EMFILE)"),
      (.inputOutput, "failed", "cannot open memory.current of /system.slice: input/output error (EIO)"),
    ] as [(ErrorNumber, String, String)])
  func aFileThatCannotBeReadSaysWhy(_ error: ErrorNumber, _ code: String, _ meaning: String) throws {
    tree.remove("/system.slice/web.service")
    let absent = try slice(failing: [.current, .currentAgain], error).first?["absent"]?["memory_current"]
    #expect(absent?["reason"]?.text == code)
    #expect(absent?["meaning"]?.text == meaning)
    let once = try slice(failing: [.current], error).first?["absent"]?["memory_current"]
    #expect(once?["reason"]?.text == "failed")
    #expect(once?["meaning"]?.text == "memory.current of /system.slice did not tell it")
  }

  @Test func aLimitThatCannotBeReadMayBeTighter() throws {
    for (error, isAtLeast) in [(ErrorNumber.accessDenied, true), (.inputOutput, true), (.noEntry, false)] {
      let groups = try slice(failing: [.maximum], error)
      #expect(groups.map { $0["memory_cap"]?["at_least"]?.bool } == [isAtLeast, isAtLeast], "\(error)")
    }
  }

  @Test func aLimitInsideAContainersScopeHoldsForTheScope() throws {
    let scope = "/machine.slice/libpod-\(String(repeating: "a", count: 64)).scope"
    tree.group("/machine.slice", FakeMachine.group())
    for (path, limit) in [(scope, "67108864\n"), (scope + "/container", "33554432\n")] {
      tree.group(path, FakeMachine.group())
      tree.set(path, "memory.max", limit)
    }
    let answer = weir("tree", scope, "-o", "json", "--no-names", on: tree)
    for group in try #require(JSONValue(parsing: answer.output)["groups"]).items {
      #expect(group["memory_cap"]?["value"]?.number == 33_554_432)
      #expect(group["memory_cap"]?["set_by"]?.text == scope + "/container")
    }
    #expect(
      weir("get", scope, "memory.max", "--effective", on: tree).outputText == "33554432\tset by \(scope)/container\n")
    // Of the two nobody is above the other.
    #expect(!weir("tree", scope, "--no-names", on: tree).outputText.contains("^"))
    // Of equal ones the group's own counts.
    tree.set(scope, "memory.max", "33554432\n")
    #expect(weir("get", scope, "memory.max", "--effective", on: tree).outputText == "33554432\tset by \(scope)\n")
  }

  /// Its text is none that the kernel prints: that is no "no limit".
  @Test func aLimitThatIsNotUnderstoodMayBeTighter() throws {
    tree.set("/system.slice", "memory.max", "-1\n")
    let answer = weir("tree", "/system.slice", "-o", "json", "--no-names", on: tree)
    for group in try #require(JSONValue(parsing: answer.output)["groups"]).items {
      #expect(group["memory_cap"]?["at_least"]?.bool == true)
    }
  }

  /// As libvirt makes them: the kernel does not tell the processes of a threaded group.
  @Test func aThreadedGroupSaysThatItsProcessesAreNotTold() throws {
    tree.set("/user.slice", "cgroup.type", "threaded\n")
    let calls = ScriptedCalls(tree)
    let line = ["tree", "/user.slice", "-L", "0", "--no-names", "-o", "json"]
    #expect(weir(line, on: calls).exit == 0)
    // The list is read last, and once more for the reason.
    let last = calls.counts[.read, default: 0]
    calls.reset()
    for number in [last, last + 1] { calls.fail(.read, at: number, with: .notSupported) }
    let answer = weir(line, on: calls)
    #expect(try SchemaTests.violations("tree", answer.output) == [])
    let group = try JSONValue(parsing: answer.output)["groups"]?.items.first
    #expect(group?["processes"]?.items.isEmpty == true)
    #expect(group?["absent"]?["processes"]?["reason"]?.text == "threaded")
    #expect(group?["absent"]?.entries.count == 1)
  }

  /// hidepid=2 and ProtectProc=invisible: PIDS counts what /proc does not show.
  @Test func processesThatCannotBeSeenAreCounted() {
    tree.set("/user.slice", "cgroup.procs", "7\n8\n9\n")
    tree.plain("/proc/8/cmdline", "sleep\u{0}9\u{0}")
    let text = weir("tree", "/user.slice", "-L", "0", on: tree).outputText
    #expect(text.contains("· 8 sleep 9\n"))
    #expect(text.hasSuffix("· 2 processes that this user may not see, or that ended\n"))
    tree.plain("/proc/9/cmdline", "true\u{0}")
    #expect(weir("tree", "/user.slice", "-L", "0", on: tree).outputText.contains("· 1 process that this user may not"))
  }

  @Test func levelsAndTargets() {
    #expect(weir("tree", "--bare", "-L", "1", on: tree).outputText == "/\n├─system.slice\n└─user.slice\n")
    #expect(weir("tree", "--bare", "-L", "0", on: tree).outputText == "/\n")
    #expect(
      weir("tree", "--bare", "user-1000.slice", on: tree).outputText
        == "/user.slice/user-1000.slice\n└─user@1000.service\n")
  }

  @Test func eachMatchIsATreeOfItsOwn() throws {
    #expect(
      weir("tree", "--bare", "*.service", on: tree).outputText
        == "/system.slice/web.service\n/user.slice/user-1000.slice/user@1000.service\n")
    let nested = "/system.slice\n└─web.service\n/user.slice\n└─user-1000.slice\n  └─user@1000.service\n"
    #expect(weir("tree", "--bare", "*.s*", on: tree).outputText == nested)
    // What the levels of another match do not reach stands for itself.
    #expect(
      weir("tree", "--bare", "-L", "0", "*.slice", on: tree).outputText
        == "/system.slice\n/user.slice\n/user.slice/user-1000.slice\n")
    #expect(
      weir("tree", "--bare", "-L", "1", "user*.slice", on: tree).outputText == "/user.slice\n└─user-1000.slice\n")
    let none = weir("tree", "z*", on: tree)
    #expect(none.exit == 1 && none.errorText == "weir: no group matches \"z*\"; list what is there with weir tree\n")
  }

  @Test func severalTreesShareColumnsAndArray() throws {
    let lines = weir("tree", "*.slice", on: tree).outputText.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("GROUP ") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("/") }.count == 2)
    let answer = weir("tree", "*.slice", "-o", "json", on: tree)
    #expect(try SchemaTests.violations("tree", answer.output) == [])
    let depths = try JSONValue(parsing: answer.output)["groups"]?.items.compactMap { $0["depth"] } ?? []
    #expect(depths.map { "\($0)" } == ["0", "1", "0", "1", "2"].map { "\(JSONValue.literal($0))" })
  }

  /// Names alone: no file of a group is opened.
  @Test func bareReadsNoFile() {
    let calls = ScriptedCalls(tree)
    for format in ["text", "json"] {
      calls.reset()
      #expect(weir("tree", "--bare", "-o", format, on: calls).exit == 0)
      #expect(calls.counts[.openFile, default: 0] == 0, "\(format)")
    }
  }

  @Test func aGroupThatCannotBeOpenedIsShownAndSaid() {
    let calls = ScriptedCalls(tree)
    // Opened in the order: the root's listing, its groups.
    calls.fail(.openBeneath, at: 3, with: .accessDenied)
    let answer = weir("tree", "--bare", on: calls)
    #expect(answer.exit == 0)
    #expect(answer.errorText.contains("permission denied (EACCES)"))
  }
}
