import ControlGroups
import ControlGroupsTesting
import Testing

/// `weir get` of a glob over groups, and of a query.
struct GetSeveralTests {
  private func get(_ words: String...) -> Answer { weir(["get"] + words + ["--root", NamedMachine.root]) }

  @Test func eachLineHasItsGroup() {
    let one = get("docker:w*", "memory.current")
    #expect(one == Answer(exit: 0, output: Array("docker:web\t4096\n".utf8), errors: []))
    #expect(
      get("/system.slice/ss*", "memory.max", "cgroup.events").outputText
        == "ssh.service\tmemory.max\tmax\nssh.service\tcgroup.events\tpopulated 1\nssh.service\tcgroup.events\tfrozen 0\n"
    )
    #expect(get("ss*", "memory.c*").outputText == "ssh.service\tmemory.current\t4096\n")
    #expect(get("ss*").outputText.contains("ssh.service\tcgroup.type\tdomain\n"))
    #expect(get("ss*", "memory.max", "--effective").outputText == "ssh.service\tmax\tset by no group\n")
    #expect(get("ss*", "memory.max", "--no-names").outputText == "/system.slice/ssh.service\tmax\n")
  }

  @Test func aQueryStandsInPlaceOfTheTarget() {
    #expect(get("-w", "name = web*", "memory.max").outputText == "docker:web\tmax\nweb.service\tmax\n")
    #expect(get("-w", "name = nobody", "memory.max").errorText.contains("no group answers to -w"))
    #expect(get("memory.max", "-w", "memroy = 1").exit == 64)
  }

  /// Also of one group, so that scripts are steady.
  @Test(arguments: [["docker:w?b"], ["*.service"], ["-w", "engine = docker"]])
  func jsonIsAnArray(_ which: [String]) throws {
    let answer = weir(["get"] + which + ["memory.max", "-o", "json", "--root", NamedMachine.root])
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(try SchemaTests.violations("get", answer.output) == [])
    let items = try JSONValue(parsing: answer.output).items
    #expect(items.count == (which[0] == "docker:w?b" ? 1 : which[0] == "-w" ? 3 : 4))
    #expect(items.allSatisfy { $0["files"]?["memory.max"]?["value"]?.text == "max" })
  }

  /// A file that some lack is no failure, but one that is none of the kernel's is.
  @Test func whatSomeLackIsSaidOnce() {
    let tree = FakeMachine.whole()
    let answer = weir("get", "/*", "memory.max", "pids.current", on: tree)
    #expect(answer.exit == 0)
    #expect(answer.errors.isEmpty)
    let lacking = weir("get", "*", "memory.max", on: tree)
    #expect(lacking.exit == 0)
    #expect(lacking.outputText.split(separator: "\n").count == 5)
    #expect(
      lacking.errorText == "weir: 1 of 6 groups lacks memory.max, memory.max of /: the root group has no such file\n")
    #expect(
      weir("get", "*", "memory.peak", on: tree).errorText.hasPrefix("weir: 6 of 6 groups lack memory.peak, the first: ")
    )
    let unknown = weir("get", "*", "memory.mx", on: tree)
    #expect(unknown.exit == 1 && unknown.output.isEmpty)
    #expect(unknown.errorText.contains("did you mean memory.max?"))
    #expect(weir("get", "*", "x*", on: tree).exit == 1)
  }

  /// Before anything is printed.
  @Test func whatIsNotInheritedHasNoValueInForce() throws {
    for words in [["get", "/*"], ["get", "/"], ["get", "/system.slice"]] {
      let answer = weir(words + ["memory.max", "cgroup.controllers", "--effective"], on: FakeMachine.whole())
      #expect(answer.exit == 1 && answer.output.isEmpty)
      #expect(
        answer.errorText
          == "weir: --effective does not tell of cgroup.controllers; leave it out for the group's own value\n")
    }
    let json = weir(
      ["get", "/system.slice", "memory.max", "cgroup.type", "--effective", "-o", "json"], on: FakeMachine.whole())
    #expect(json.exit == 0)
    #expect(try JSONValue(parsing: json.output)["files"]?["cgroup.type"]?["reason"]?.text == "notInherited")
  }

  /// Others are answered for; where none is left, the reason is the answer.
  @Test func aGroupThatCannotBeOpenedIsSaid() {
    let tree = FakeMachine.whole()
    tree.obstacle("/system.slice", "web.service", .accessDenied)
    let some = weir("get", "*.s*", "memory.max", on: tree)
    #expect(some.exit == 0 && some.outputText.contains("system.slice\tmax"))
    #expect(some.errorLines.count == 1 && some.errorText.contains("/system.slice/web.service: permission denied"))
    let none = weir("get", "web*", "memory.max", on: tree)
    #expect(none.exit == 1 && none.output.isEmpty && none.errorText.contains("permission denied"))
  }

  /// By every call between the listing and the last file.
  @Test(arguments: ["text", "json"]) func aGroupThatVanishesIsLeftOut(_ format: String) {
    for number in 1...12 {
      let tree = FakeMachine.whole()
      let calls = ScriptedCalls(tree)
      calls.before(.openFile, at: number) { tree.remove("/user.slice/user-1000.slice/user@1000.service") }
      let answer = weir("get", "*", "memory.current", "pids.max", "-o", format, on: calls)
      #expect(answer.exit == 0)
      #expect(answer.errorLines.allSatisfy { $0.contains("of /:") }, "\(answer.errorText)")
      #expect(!answer.outputText.contains("vanished"))
    }
  }
}
