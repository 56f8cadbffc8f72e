import ControlGroups
import ControlGroupsTesting
import Testing

/// `-w`: groups that a query chooses, shown in a tree and acted upon after they were listed.
struct QueryTargetTests {
  static let web = "/system.slice/web.service"

  /// weir runs in none of its services.
  static func machine() -> FakeTree {
    let tree = FakeMachine.whole()
    tree.plain("/proc/self/cgroup", "0::/user.slice\n")
    return tree
  }

  private func tree(_ arguments: String...) -> Answer {
    weir(["tree", "--bare"] + arguments + ["--root", NamedMachine.root])
  }

  @Test func theTreeKeepsWhatLeadsToTheChosen() {
    let scopes = [NamedMachine.web, NamedMachine.nameless, NamedMachine.hostile].sorted().map { "docker-\($0).scope" }
    // A container's own groups are it, too.
    let lines = scopes.enumerated().flatMap { index, scope in
      let isLast = index == scopes.count - 1
      let inner = scope.contains(NamedMachine.web) ? ["  \(isLast ? "  " : "│ ")└─inner"] : []
      return ["  \(isLast ? "└─" : "├─")\(scope)"] + inner
    }
    let answer = tree("-w", "engine = docker")
    #expect(answer.exit == 0)
    #expect(answer.outputText == (["/", "└─system.slice"] + lines).joined(separator: "\n") + "\n")
    #expect(tree("/user.slice", "-w", "name = x.service").outputText.hasSuffix("└─x.service\n"))
    #expect(tree("-w", "name = nobody").outputText == "/\n")
  }

  @Test func ofAGlobTheTreesWithTheChosenAreKept() {
    #expect(tree("*.slice", "-w", "name = ssh.service").outputText == "/system.slice\n└─ssh.service\n")
    let none = tree("*.slice", "-w", "name = nobody")
    #expect(none.exit == 1 && none.output.isEmpty && none.errorText.contains("no group answers to -w"))
  }

  @Test func aQueryOfNamesNeedsThem() {
    #expect(tree("-w", "name = web").outputText.contains(NamedMachine.web))
    #expect(tree("-w", "name = web", "--no-names").outputText == "/\n")
  }

  @Test func jsonHasTheSameGroups() throws {
    let answer = weir("tree", "-o", "json", "-w", "name = ssh.service", "--root", NamedMachine.root)
    let groups = try JSONValue(parsing: answer.output)["groups"]?.items ?? []
    #expect(groups.compactMap { $0["path"]?.text } == ["/", "/system.slice", "/system.slice/ssh.service"])
  }

  /// What has no rate at the first sample is sampled again.
  @Test func ratesAreWaitedFor() {
    func tree(_ query: String) -> String {
      let tree = Self.machine()
      let calls = ScriptedCalls(tree)
      // Time passes.
      for number in 1...500 { calls.before(.read, at: number) { tree.advanceClock(nanoseconds: 1_000_000) } }
      return weir(["tree", "/system.slice", "--bare", "-w", query], on: calls).outputText
    }
    #expect(tree("cpu.cores > 0 and name = web*") == "/system.slice\n")
    #expect(tree("cpu.cores = 0 and name = web*") == "/system.slice\n└─web.service\n")
  }

  /// Of a copied tree there is no second sample: neither more than 0 nor 0, and nothing is waited for.
  @Test func aCopyHasNoRates() {
    func tree(_ query: String) -> String {
      weir("tree", "/system.slice", "--bare", "-w", query, "--root", TestData.fixture).outputText
    }
    #expect(tree("cpu.cores > 0 and name = ssh*") == "/system.slice\n")
    #expect(tree("cpu.cores = 0 and name = ssh*") == "/system.slice\n")
    #expect(tree("memory.current > 0 and name = ssh*") == "/system.slice\n└─ssh.service\n")
  }

  @Test(arguments: [
    ["tree"], ["get"], ["why"], ["kill"], ["freeze"], ["thaw"], ["reclaim", "1M"], ["set", "pids.max=9"],
  ])
  func aFaultIsMarked(_ words: [String]) {
    let answer = weir([words[0], "-w", "memroy.share > 80%\u{1B}"] + words.dropFirst(), on: FakeMachine.whole())
    #expect(answer.exit == 64)
    #expect(answer.output.isEmpty)
    #expect(answer.errorLines.count == 3, "\(answer.errorText)")
    #expect(answer.errorLines.first?.hasPrefix("weir: -w: ") == true)
    #expect(answer.errorText.contains("did you mean memory.share?"), "\(answer.errorText)")
    #expect(answer.errorText.hasSuffix("\nmemroy.share > 80%\\x1b\n^~~~~~~~~~~~\n"), "\(answer.errorText)")
    #expect(controlBytes(answer.errors).isEmpty)
  }

  /// Nothing is done before --yes, to no group.
  @Test(arguments: [
    ["kill", "-w", "name = web*"], ["reclaim", "-w", "name = web*", "1M"], ["thaw", "-w", "kind = service"],
    ["freeze", "-w", "path = */web.service"],
  ])
  func theListComesFirst(_ words: [String]) {
    let tree = Self.machine()
    for file in ["cgroup.kill", "memory.reclaim"] { tree.set(Self.web, file, "") }
    let answer = weir(words, on: tree)
    #expect(answer.exit == 64, "\(answer.errorText)")
    #expect(answer.outputText == Self.web + "\n")
    #expect(answer.errorText.contains("nothing was done to this one; add --yes"), "\(answer.errorText)")
    #expect(tree.text(Self.web, "cgroup.kill") == "" && tree.text(Self.web, "memory.reclaim") == "")
    #expect(tree.text(Self.web, "cgroup.freeze") == "0\n")
  }

  @Test(arguments: [
    (["kill", "web.service", "-w", "frozen"], 64, "give one of them"), (["kill"], 64, "no target"),
    (["why", "web.service", "-w", "frozen"], 64, "give one of them"),
    (["reclaim"], 64, "no size"), (["reclaim", "web.service"], 64, "no size"),
    (["set", "web.service"], 64, "file=value"),
    (["kill", "-w", "name = nobody", "--yes"], 1, "no group answers to -w \"name = nobody\""),
    (["kill", "-w", "kind = slice", "--yes"], 1, "no group answers to -w"),
    (["kill", "nothing*", "--yes"], 1, "no group matches \"nothing*\""),
  ])
  func whatIsMissingIsSaid(_ words: [String], _ exit: Int32, _ line: String) {
    let answer = weir(words, on: FakeMachine.whole())
    #expect(answer.exit == exit)
    #expect(answer.errorText.contains(line), "\(answer.errorText)")
    #expect(answer.errorLines.count == 1)
  }

  @Test func aProtectedGroupStopsAllOfThem() {
    let tree = Self.machine()
    tree.group("/system.slice/ssh.service", FakeMachine.group())
    tree.set(Self.web, "cgroup.kill", "")
    let answer = weir("kill", "-w", "kind = service", "--yes", on: tree)
    #expect(answer.exit == 1)
    #expect(answer.errorText.contains("killing /system.slice/ssh.service is refused"), "\(answer.errorText)")
    #expect(tree.text(Self.web, "cgroup.kill") == "")
  }

  /// By the program: planning waits for threads of its own.
  @Test func setShowsThePlanOfAll() throws {
    let answer = try Binary.run(
      "set", "-w", "engine = docker", "memory.max=1G", "--dry-run", "--root", NamedMachine.root)
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(
      answer.outputText.split(separator: "\n").filter { $0.hasSuffix("memory.max: max -> 1073741824") }.count == 3)
    #expect(answer.outputText.hasSuffix("nothing was changed\n"))
  }
}
