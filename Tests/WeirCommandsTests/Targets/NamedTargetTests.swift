import ControlGroups
import ControlGroupsTesting
import Testing

/// Targets by name in commands (DESIGN idea 7).
struct NamedTargetTests {
  private func get(_ target: String, _ more: String...) -> Answer {
    weir(["get", target, "memory.current", "-o", "json", "--root", NamedMachine.root] + more)
  }

  private func path(_ answer: Answer) throws -> String? {
    try JSONValue(parsing: answer.output)["group"]?["path"]?.text
  }

  @Test(arguments: [
    ("docker:web", NamedMachine.scope(NamedMachine.web)),
    (String(NamedMachine.web.prefix(12)), NamedMachine.scope(NamedMachine.web)),
    ("web", NamedMachine.scope(NamedMachine.web)), ("web.service", "/system.slice/web.service"),
    ("ssh", "/system.slice/ssh.service"),
    ("alice/podman:ci", "\(NamedMachine.manager)/user.slice/libpod-\(NamedMachine.ci).scope"),
    ("1000/podman:ci", "\(NamedMachine.manager)/user.slice/libpod-\(NamedMachine.ci).scope"),
    ("ci", "\(NamedMachine.manager)/user.slice/libpod-\(NamedMachine.ci).scope"),
    ("alice/session-7", "/user.slice/user-1000.slice/session-7.scope"),
    ("alice/app-firefox", "\(NamedMachine.manager)/app.slice/app-gnome-firefox-1.scope"),
    ("alice/x.service", "\(NamedMachine.manager)/app.slice/x.service"),
    ("docker:\(NamedMachine.nameless.prefix(12))", NamedMachine.scope(NamedMachine.nameless)),
    ("docker:evil\\x1b[2J; rm -rf /", NamedMachine.scope(NamedMachine.hostile)),
  ]) func aNameIsAGroup(_ target: String, _ expected: String) throws {
    let answer = get(target)
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(try path(answer) == expected)
  }

  @Test(arguments: [
    ("podman:web", "no container of podman is named \"web\"; list what is there with weir tree"),
    ("docker:ci", "no container of docker is named \"ci\"; one is known by id alone: docker's state does not know it"),
    ("bob/x.service", "no group is named \"bob/x.service\""),
    ("z*", "no group matches \"z*\"; list what is there with weir tree"),
    ("/system.slice/z*", "no group matches"), ("inner*", "no group matches"),
  ]) func whatIsNoneOrSeveralIsSaidInOneLine(_ target: String, _ line: String) {
    let answer = get(target)
    #expect(answer.exit == 1)
    #expect(answer.output.isEmpty)
    #expect(answer.errorLines.count == 1)
    #expect(answer.errorText.contains(line), "\(answer.errorText)")
    #expect(controlBytes(answer.errors).isEmpty)
  }

  /// What stands before the lines of a group is what one types for it.
  @Test func aGlobsGroupsAreCalledAsOneTypesThem() {
    let answer = weir("get", "*.service", "memory.max", "--root", NamedMachine.root)
    #expect(answer.exit == 0, "\(answer.errorText)")
    let names = answer.outputText.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
    #expect(names == ["ssh.service", "web.service", "user@1000.service", "alice/x.service"])
    for name in names { #expect(get(name).exit == 0, "\(name)") }
    let hostile = weir("get", "docker:e*", "memory.max", "--root", NamedMachine.root)
    #expect(hostile.outputText == "docker:evil\\x1b[2J; rm -rf /\tmax\n")
  }

  @Test func withoutNamesTheLastPartIsTheName() throws {
    for target in ["docker:web", "alice/x.service", "web", "ssh"] {
      #expect(get(target, "--no-names").exit == 1, "\(target)")
    }
    #expect(try path(get("x.service", "--no-names")) == "\(NamedMachine.manager)/app.slice/x.service")
    // Two groups have that last part: root's container, and alice's group of its name.
    let answer = get("docker-\(NamedMachine.web).scope", "--no-names")
    #expect(answer.errorText.contains("2 groups are named"))
    #expect(answer.errorText.contains("\(NamedMachine.manager)/docker-\(NamedMachine.web).scope"))
  }

  /// A path is opened; no directory is listed and no state asked.
  @Test func aPathCostsNoNames() {
    let calls = ScriptedCalls(FakeMachine.whole())
    #expect(weir("get", "/system.slice/web.service", "memory.max", on: calls).exit == 0)
    #expect(calls.counts[.list] == nil)
    #expect(calls.counts[.openRoot] == 1)
  }

  @Test func theForgedGroupIsNotBelieved() throws {
    #expect(try path(get("docker:web")) == NamedMachine.scope(NamedMachine.web))
    let answer = weir(
      "tree", "\(NamedMachine.manager)/docker-\(NamedMachine.web).scope", "-o", "json", "--root", NamedMachine.root)
    let identity = try JSONValue(parsing: answer.output)["groups"]?.items.first?["identity"]
    #expect(identity?["kind"]?.text == "other")
    #expect(identity?["guess"] == .bool(true))
    #expect(identity?["engine"] == nil)
  }

  /// By the program: in this process its waiting would take the threads that its work needs.
  @Test func setNamesTheEnginesOwnCommand() throws {
    func plan(_ arguments: String...) throws -> String {
      let words = (["set"] + arguments + ["--dry-run", "--root", NamedMachine.root]).map { "'\($0)'" }
      return try Binary.shell("\"$0\" " + words.joined(separator: " ")).outputText
    }
    #expect(
      try plan("docker:web", "memory.max=1G").contains(
        "for good: docker update --memory 1073741824 --memory-swap -1 web\n"))
    let id = NamedMachine.web.prefix(12)
    #expect(try plan("docker:web", "memory.max=1G", "--no-names").isEmpty)
    #expect(
      try plan(NamedMachine.scope(NamedMachine.web), "memory.max=1G", "--no-names")
        .contains("docker update --memory 1073741824 --memory-swap -1 \(id)\n"))
    let hostile = try plan(NamedMachine.scope(NamedMachine.hostile), "memory.max=1G")
    #expect(
      hostile.contains(#"docker update --memory 1073741824 --memory-swap -1 $'evil\x1b[2J; rm -rf /'"#), "\(hostile)")
  }
}
