import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// `weir set` on a tree in memory, where no unit owns anything: what is written, what is refused, and what it says.
struct SetCommandTests {
  let tree = FakeMachine.whole()

  init() {
    for name in ["one", "two"] {
      tree.group("/batch/\(name)", FakeMachine.group().merging(Self.memory) { $1 })
    }
    tree.group("/batch", FakeMachine.group().merging(Self.memory) { $1 })
    tree.set("/batch", "pids.max", "500\n")
  }

  /// 64 MiB in use, of which 16 MiB are page cache and the rest cannot be taken back.
  static let memory = [
    "memory.current": "67108864\n", "memory.swap.max": "0\n", "memory.swap.current": "0\n", "cpu.weight": "100\n",
    "memory.stat": "anon 50331648\nfile 16777216\nshmem 0\ninactive_file 16777216\nactive_file 0\nslab_reclaimable 0\n",
  ]

  private func json(_ arguments: String...) throws -> JSONValue {
    let answer = weir(["set"] + arguments + ["-o", "json"], on: tree)
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(try SchemaTests.violations("set", answer.output) == [])
    return try JSONValue(parsing: answer.output)
  }

  /// What is refused writes nothing at all, and says so in one line.
  private func refused(_ says: String, exit: Int32 = 1, _ arguments: String...) {
    let before = tree.text("/batch/one", "memory.max")
    let answer = weir(["set"] + arguments, on: tree)
    #expect(answer.exit == exit)
    #expect(answer.output.isEmpty)
    #expect(answer.errorLines.count == 1 && answer.errorText.contains(says), "\(answer.errorText)")
    #expect(tree.text("/batch/one", "memory.max") == before && tree.text("/batch/one", "pids.max") == "max\n")
  }

  @Test func writesAndSaysHowToUndoIt() throws {
    let answer = weir("set", "/batch/one", "memory.max=512M", "pids.max=40", on: tree)
    #expect(answer.exit == 0 && answer.errors.isEmpty)
    #expect(tree.text("/batch/one", "memory.max") == "536870912\n" && tree.text("/batch/one", "pids.max") == "40\n")
    #expect(
      answer.outputText == """
        /batch/one memory.max: max -> 536870912
          by the file: systemd does not run here
          lasts until the group is removed
        /batch/one pids.max: max -> 40
          by the file: systemd does not run here
          lasts until the group is removed
        undo: weir set /batch/one memory.max=max pids.max=max

        """)
    #expect(weir("set", "/batch/one", "memory.max=max", "pids.max=max", on: tree).exit == 0)
    #expect(tree.text("/batch/one", "memory.max") == "max\n")
  }

  @Test func aDryRunWritesNothing() throws {
    let plan = try json("/batch/one", "pids.max=40", "--dry-run")
    #expect(plan["applied"] == .bool(false) && plan["changed"] == .literal("1"))
    #expect(plan["steps"]?.items.first?["kept"] == .null)
    #expect(tree.text("/batch/one", "pids.max") == "max\n")
    #expect(
      weir("set", "/batch/one", "pids.max=40", "--dry-run", on: tree).outputText.hasSuffix("nothing was changed\n"))
  }

  @Test func whatIsThereAlreadyIsUnchanged() throws {
    #expect(weir("set", "/batch/one", "pids.max=40", on: tree).exit == 0)
    let plan = try json("/batch/one", "pids.max=40")
    #expect(plan["changed"] == .literal("0") && plan["unchanged"] == .literal("1") && plan["undo"] == .null)
  }

  @Test func aTighterLimitAboveIsNamed() throws {
    let step = try #require(try json("/batch/one", "pids.max=900")["steps"]?.items.first)
    #expect(step["clipped_by"]?["group"] == .string("/batch") && step["clipped_by"]?["value"] == .string("500"))
    #expect(step["new"] == .string("900") && step["kept"] == .string("900"))
  }

  /// Raised together, the inner group is not held by what its scope has today.
  @Test func aScopeDoesNotClipItsInnerGroup() throws {
    let scope = "/machine.slice/libpod-\(String(repeating: "3f", count: 32)).scope"
    for path in [scope, scope + "/container"] {
      tree.group(path, FakeMachine.group())
      tree.set(path, "memory.max", "67108864\n")
      tree.set(path, "cpu.max", "50000 100000\n")
    }
    let up = try json(scope, "memory.max=1G", "cpu.max=2cpu", "--dry-run")
    #expect(up["steps"]?.items.map { $0["clipped_by"] } == [.null, .null, .null, .null])
    #expect(!weir("set", scope, "memory.max=1G", "--dry-run", on: tree).outputText.contains("clipped"))
  }

  @Test func unsetIsTheKernelsDefault() throws {
    #expect(weir("set", "/batch/one", "cpu.weight=300", on: tree).exit == 0)
    let step = try #require(try json("/batch/one", "cpu.weight=unset")["steps"]?.items.first)
    #expect(step["old"] == .string("300") && step["new"] == .string("100"))
    #expect(tree.text("/batch/one", "cpu.weight") == "100\n")
  }

  @Test func whatHurtsIsRefusedWithTheFigureAndTheFlag() {
    refused("512 bytes is under 1M", "/batch/one", "memory.max=512")
    refused("write 512M if megabytes were meant", "/batch/one", "memory.max=512")
    refused("524288 bytes is under 1M, which kills at once; write at least 1M,", "/batch/one", "memory.max=512K")
    refused("102400 bytes is under 1M, which kills nothing,", "/batch/one", "memory.high=100K")
    refused("64M in use, 48M of it cannot be taken back", "/batch/one", "memory.max=40M")
    refused("far below the working set of 48M: it would stall", "/batch/one", "memory.high=20M")
    #expect(weir("set", "/batch/one", "memory.max=40M", "--allow-oom", on: tree).exit == 0)
    #expect(weir("set", "/batch/two", "memory.high=20M", "--allow-stall", on: tree).exit == 0)
    #expect(
      tree.text("/batch/one", "memory.max") == "41943040\n" && tree.text("/batch/two", "memory.high") == "20971520\n")
  }

  @Test func whatIsNoLimitIsRefused() {
    refused("cgroup.kill is not a limit; use weir kill", "/batch/one", "cgroup.kill=1")
    refused("memory.current is only read", "/batch/one", "memory.current=1")
    refused("\"memory.mx\" is no interface file; did you mean memory.max?", "/batch/one", "memory.mx=1")
    refused("is no FILE=VALUE; write it as memory.max=512M", exit: 64, "/batch/one", "memory.max")
    refused("pids.max is given twice", exit: 64, "/batch/one", "pids.max=1", "pids.max=2")
    refused(
      "io.max=unset takes every device's limit away; give the new ones in a second line", exit: 64, "/batch/one",
      "pids.max=unset", "io.max=8:0,rbps=5", "io.max=unset")
    refused("is not a size; write 512M, 1.5G, 50% or max", "/batch/one", "memory.max=512Q")
  }

  @Test func aProtectedGroupIsLoweredOnlyByItsName() {
    let own = "/system.slice/web.service"  // /proc/self/cgroup of the fake
    let refusal = weir("set", "/system.slice", "pids.max=10", on: tree)
    #expect(refusal.exit == 1 && refusal.errorText.contains("weir itself runs in it"))
    #expect(weir("set", own, "pids.max=10", "--protected", "web.service", on: tree).exit == 0)
    #expect(tree.text(own, "pids.max") == "10\n" && tree.text("/system.slice", "pids.max") == "max\n")
  }

  /// As the kernel's audit numbers the login, where weir itself runs elsewhere.
  @Test func theSessionOneSitsInIsProtected() {
    let slice = "/user.slice/user-1000.slice"
    tree.plain("/proc/self/sessionid", "7")
    for session in ["session-7.scope", "session-8.scope"] { tree.group("\(slice)/\(session)", FakeMachine.group()) }
    let refusal = weir("set", "\(slice)/session-7.scope", "pids.max=10", on: tree)
    #expect(refusal.exit == 1 && refusal.errorText.contains("it is the session one sits in"), "\(refusal.errorText)")
    #expect(weir("set", "\(slice)/session-8.scope", "pids.max=10", on: tree).exit == 0)
  }

  @Test func aGlobWaitsForYes() throws {
    let shown = weir("set", "/batch/*", "pids.max=7", on: tree)
    #expect(shown.exit == 64 && shown.outputText.contains("/batch/one pids.max: max -> 7"))
    #expect(shown.errorText.contains("add --yes to go on"))
    #expect(tree.text("/batch/one", "pids.max") == "max\n")
    // Though there be but one that it takes: nobody named it.
    let one = weir("set", "/batch/o*", "pids.max=7", on: tree)
    #expect(one.exit == 64 && one.errorText.contains("1 group chosen by \"/batch/o*\"; nothing was changed"))
    #expect(tree.text("/batch/one", "pids.max") == "max\n")
    let plan = try json("/batch/*", "pids.max=7", "--yes")
    #expect(plan["changed"] == .literal("2"))
    #expect(tree.text("/batch/one", "pids.max") == "7\n" && tree.text("/batch/two", "pids.max") == "7\n")
  }

  @Test func allOrNothing() {
    tree.answer("/batch/one", "cpu.weight") { _ throws(ErrorNumber) in throw .invalid }
    let answer = weir("set", "/batch/one", "pids.max=40", "cpu.weight=300", on: tree)
    #expect(answer.exit == 1 && answer.errorText.contains("nothing was changed"))
    #expect(tree.text("/batch/one", "pids.max") == "max\n")
  }

  @Test func aKubeletsGroupNamesThePodsField() throws {
    let pod = "/kubepods.slice/kubepods-burstable.slice"
    tree.group(pod, FakeMachine.group())
    let answer = weir("set", pod, "pids.max=40", on: tree)
    #expect(answer.exit == 1 && answer.errorText.contains("podPidsLimit of the kubelet, or --foreign"))
    #expect(weir("set", pod, "pids.max=40", "--foreign", on: tree).exit == 0)
    #expect(tree.text(pod, "pids.max") == "40\n")
  }

  @Test func aContainersInnerGroupFollowsItsScope() throws {
    let scope = "/machine.slice/libpod-\(String(repeating: "3f", count: 32)).scope"
    for path in [scope, scope + "/container"] {
      tree.group(path, FakeMachine.group())
      tree.set(path, "memory.max", "157286400\n")
      tree.set(path, "memory.current", "1048576\n")
    }
    let up = try json(scope, "memory.max=1G")
    #expect(up["steps"]?.items.compactMap { $0["group"]?.text } == [scope, scope + "/container"])
    #expect(up["steps"]?.items.first?["lasts"]?.text?.contains("podman update --memory 1073741824") == true)
    let down = try json(scope, "memory.max=100M")
    #expect(down["steps"]?.items.compactMap { $0["group"]?.text } == [scope + "/container", scope])
    #expect(tree.text(scope, "memory.max") == tree.text(scope + "/container", "memory.max"))
  }

  @Test func hostileNamesAreEscapedAndMarked() throws {
    tree.group("/batch/e\u{1B}[2J", FakeMachine.group())
    let step = try #require(try json("/batch/e\u{1B}[2J", "pids.max=40")["steps"]?.items.first)
    #expect(step["group"] == .string("/batch/e\\x1b[2J") && step["group_escaped"] == .bool(true))
    #expect(controlBytes(weir("set", "/batch/e\u{1B}[2J", "pids.max=50", on: tree).output).isEmpty)
  }

  @Test func aCopyIsOnlyLookedAt() throws {
    let refusal = weir("set", "/machine.slice", "pids.max=40", "--root", TestData.fixture)
    #expect(refusal.exit == 1 && refusal.errorText.contains("a copied tree is never written; add --dry-run"))
    let answer = weir("set", "/machine.slice", "pids.max=40", "--dry-run", "-o", "json", "--root", TestData.fixture)
    #expect(answer.exit == 0)
    #expect(try SchemaTests.violations("set", answer.output) == [])
    let step = try JSONValue(parsing: answer.output)["steps"]?.items.first
    #expect(step?["route_reason"] == .string("a copied tree has no manager to be asked"))
    let text = weir("set", "/machine.slice", "pids.max=40", "--dry-run", "--root", TestData.fixture).outputText
    #expect(text.contains("  by the file: a copied tree has no manager to be asked\n  lasts as long as the manager of"))
  }
}
