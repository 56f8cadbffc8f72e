import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// What the doctor finds, finding by finding.
struct DoctorCommandTests {
  /// The findings by their codes.
  struct Findings {
    let byCode: [String: JSONValue]

    init(_ tree: FakeTree) throws {
      let answer = weir("doctor", "-o", "json", on: tree)
      let all = try JSONValue(parsing: answer.output)["findings"]?.items ?? []
      byCode = Dictionary(all.map { ($0["code"]?.text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    func mark(_ code: String) -> String? { byCode[code]?["mark"]?.text }
    func text(_ code: String) -> String { byCode[code]?["text"]?.text ?? "" }
    func remedy(_ code: String) -> [String] { byCode[code]?["remedy"]?.items.compactMap(\.text) ?? [] }
    func fact(_ code: String, _ name: String) -> JSONValue? { byCode[code]?["facts"]?[name] }
  }

  @Test func aWholeMachineHasNoProblem() throws {
    let found = try Findings(FakeMachine.whole())
    #expect(found.byCode.values.allSatisfy { $0["mark"]?.text == "ok" }, "\(found.byCode)")
    #expect(found.text("kernel") == "Linux 6.12.0-test")
    #expect(found.fact("self", "path")?.text == "/system.slice/web.service")
    #expect(found.fact("self.allowance", "memory")?.number == 4_294_967_296)
  }

  @Test func aMissingControllerHasItsReason() throws {
    let found = try Findings(FakeMachine.memoryDisabled())
    #expect(found.mark("controller.memory") == "problem")
    #expect(found.text("controller.memory").contains("cgroup_disable=memory"))
    #expect(found.remedy("controller.memory").count == 1)
    #expect(found.mark("controller.cpu") == "ok")
  }

  @Test func aControllerThatIsNotHandedDownHasTheLine() throws {
    let tree = FakeMachine.whole()
    tree.plain("/run/systemd/system", nil)
    let rest = FakeMachine.controllers.split(separator: " ").filter { $0 != "io" }.joined(separator: " ") + "\n"
    tree.set("/", "cgroup.subtree_control", rest)
    for path in FakeMachine.allGroups.dropFirst() { tree.set(path, "cgroup.controllers", rest) }
    let found = try Findings(tree)
    #expect(found.mark("controller.io") == "note")
    #expect(found.remedy("controller.io") == ["echo +io | sudo tee /sys/fs/cgroup/cgroup.subtree_control"])
    #expect(found.fact("controller.io", "groups")?.number == 0)
    #expect(found.fact("controller.io", "of")?.number == 5)

    tree.plain("/run/systemd/system", "")
    #expect(try Findings(tree).remedy("controller.io").last == "sudo systemctl daemon-reexec")
  }

  /// systemd leaves version 2's controllers alone where it runs on version 1: its settings would do nothing.
  @Test func onAHybridHostTheFileIsWritten() throws {
    let tree = FakeMachine.hybrid()
    tree.set("/", "cgroup.subtree_control", "\n")
    for path in FakeMachine.allGroups.dropFirst() { tree.set(path, "cgroup.controllers", "\n") }
    #expect(
      try Findings(tree).remedy("controller.memory")
        == ["echo +memory | sudo tee /sys/fs/cgroup/unified/cgroup.subtree_control"])
  }

  @Test func fewGroupsWithAControllerAreANote() throws {
    let tree = FakeMachine.whole()
    for path in FakeMachine.allGroups.dropFirst(2) { tree.set(path, "cgroup.controllers", "cpu memory\n") }
    let found = try Findings(tree)
    #expect(found.mark("controller.pids") == "note")
    #expect(found.text("controller.pids").hasPrefix("pids: in 1 of 5 groups; not in /system.slice/web.service"))
    // cpu.stat is there without its controller: nothing is absent.
    #expect(found.mark("controller.cpu") == "ok")
  }

  /// As libvirt makes them for the CPUs of a machine: no remedy points there.
  @Test func threadedGroupsLackNoMemory() throws {
    let tree = FakeMachine.whole()
    tree.set("/system.slice/web.service", "cgroup.type", "domain threaded\n")
    for index in 0..<9 {
      let path = "/system.slice/web.service/vcpu\(index)"
      tree.group(path, FakeMachine.group())
      tree.set(path, "cgroup.type", "threaded\n")
      tree.set(path, "cgroup.controllers", "cpuset cpu pids\n")
    }
    let found = try Findings(tree)
    #expect(found.text("controller.memory") == "memory: in all 5 groups that are not threaded")
    #expect(found.mark("controller.memory") == "ok" && found.remedy("controller.memory").isEmpty)
    #expect(found.fact("controller.memory", "of")?.number == 5)
    #expect(found.text("controller.pids") == "pids: in all 14 groups")
  }

  @Test(arguments: ["psi=0", "psi=n", "psi=off"]) func pressureThatIsOffSaysBySwitch(_ option: String) throws {
    let tree = FakeMachine.psiOff()
    tree.plain("/proc/cmdline", "quiet \(option)\n")
    let found = try Findings(tree)
    #expect(found.mark("pressure") == "problem")
    #expect(found.text("pressure").contains("command line"))
    #expect(found.remedy("pressure") == ["psi=1"])
    #expect(found.byCode["pressure.groups"] == nil)
  }

  @Test func pressureOfGroupsAloneMayBeOff() throws {
    let tree = FakeMachine.psiOff()
    tree.plain("/proc/cmdline", "cgroup_disable=pressure\n")
    tree.plain("/proc/pressure/cpu", FakeMachine.pressure)
    let found = try Findings(tree)
    #expect(found.mark("pressure") == "ok")
    #expect(found.mark("pressure.groups") == "problem")
    #expect(found.text("pressure.groups").contains("cgroup_disable=pressure"))
  }

  @Test func groupsThatAreSwitchedOffAreNamed() throws {
    let tree = FakeMachine.whole()
    tree.set("/system.slice", "cgroup.pressure", "0\n")
    let found = try Findings(tree)
    #expect(found.remedy("pressure.switched_off") == ["echo 1 | sudo tee /sys/fs/cgroup/system.slice/cgroup.pressure"])
  }

  @Test func missingMountOptionsAreToldWithTheWholeRemount() throws {
    let tree = FakeMachine.whole()
    tree.plain("/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,memory_recursiveprot\n")
    tree.plain("/sys/kernel/cgroup/features", "nsdelegate\nmemory_recursiveprot\n")
    let found = try Findings(tree)
    #expect(found.mark("mount.nsdelegate") == "note")
    #expect(
      found.remedy("mount.nsdelegate")
        == ["sudo mount -o remount,memory_recursiveprot,nsdelegate /sys/fs/cgroup"])
    tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev - cgroup2 cgroup2 rw,nsdelegate,memory_localevents\n")
    #expect(
      try Findings(tree).remedy("mount.memory_localevents")
        == ["sudo mount --options-mode ignore -o remount,rw,nosuid,nodev,nsdelegate /sys/fs/cgroup"])
    // This kernel knows no such option: nothing is missing.
    #expect(found.byCode["mount.favordynmods"] == nil)
  }

  @Test func anOrdinaryUserLearnsWhatTheManagerLacks() throws {
    let found = try Findings(FakeMachine.ordinaryUser())
    let manager = "/user.slice/user-1000.slice/user@1000.service"
    #expect(found.text("rights") == "user alice (1000) may make groups and set limits below \(manager)")
    #expect(found.text("rights.manager").contains("has cpu memory pids, not cpuset io"))
    #expect(
      found.remedy("rights.manager")[1]
        == "printf '[Service]\\nDelegate=cpu cpuset io memory pids\\n' | sudo tee /etc/systemd/system/user@.service.d/delegate.conf"
    )
  }

  @Test func aUserWithoutAManagerLearnsHowToGetOne() throws {
    let tree = FakeMachine.whole()
    tree.become(1001)
    let found = try Findings(tree)
    #expect(found.text("rights") == "user 1001 may change no group; every group can be read")
    #expect(found.remedy("rights.manager") == ["sudo loginctl enable-linger 1001"])
  }

  @Test func aNamespaceSaysAtLeast() throws {
    let found = try Findings(FakeMachine.namespace())
    #expect(found.mark("namespace") == "note")
    #expect(found.fact("self.allowance", "at_least")?.bool == true)
  }

  @Test func withoutVersionTwoItTellsTheRestAndFails() throws {
    let tree = FakeMachine.versionOne()
    let answer = weir("doctor", on: tree)
    #expect(answer.exit == 1)
    #expect(answer.errorLines.count == 1)
    #expect(answer.errorText.contains("systemd.unified_cgroup_hierarchy=1"))
    #expect(answer.outputText.contains("it holds cpu cpuacct memory"))
    #expect(answer.outputText.contains("pressure-stall information (PSI) is on"))
    let found = try Findings(tree)
    #expect(found.remedy("version") == ["systemd.unified_cgroup_hierarchy=1"])
    tree.plain("/run/systemd/system", nil)
    #expect(
      try Findings(tree).remedy("version") == ["cgroup_no_v1=all", "sudo mount -t cgroup2 none /sys/fs/cgroup"])
  }

  @Test func withoutAnyMountThatIsAProblemWithItsRemedy() throws {
    let tree = FakeMachine.versionOne()
    tree.plain("/proc/self/mountinfo", "21 1 0:20 / /proc rw - proc proc rw\n")
    let answer = weir("doctor", on: tree)
    #expect(answer.exit == 1 && answer.errorText.contains("no cgroup2 file system is mounted"))
    let found = try Findings(tree)
    #expect(found.mark("version") == "problem")
    #expect(found.remedy("version") == ["sudo mount -t cgroup2 none /sys/fs/cgroup"])
    tree.plain(
      "/proc/self/mountinfo", "21 1 0:20 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd\n")
    #expect(
      weir("doctor", on: tree).outputText.contains("no cgroup2 file system is mounted; version 1 is, and holds no"))
  }

  @Test func aCopyIsNeverToldToBeWritten() {
    let answer = weir("doctor", "--root", TestData.fixture)
    let remedies = answer.outputText.split(separator: "\n").filter { $0.hasPrefix("            ") }
    #expect(!remedies.isEmpty)
    #expect(!remedies.contains { $0.contains(TestData.fixture) })
  }

  @Test func remediesStandAlone() {
    for make in [FakeMachine.hybrid, FakeMachine.psiOff, FakeMachine.memoryDisabled, FakeMachine.ordinaryUser] {
      let lines = weir("doctor", on: make()).outputText.split(separator: "\n").filter { $0.hasPrefix("            ") }
      #expect(!lines.isEmpty)
      // A command, or a word of the kernel's command line; no sentence around it.
      for line in lines.map({ $0.drop { $0 == " " } }) {
        let isCommand = line.hasPrefix("sudo ") || line.hasPrefix("echo ") || line.hasPrefix("printf ")
        #expect(isCommand || (!line.contains(" ") && line.contains("=")), "\(line)")
      }
    }
  }

  @Test func hostileGroupsCannotWriteRemedies() throws {
    let tree = FakeMachine.whole()
    let name = "a'; rm -rf $HOME; \u{1B}[2J `x` $(y)"
    tree.group("/" + name, FakeMachine.group())
    tree.set("/" + name, "cgroup.pressure", "0\n")
    let remedy = try #require(try Findings(tree).remedy("pressure.switched_off").first)
    #expect(controlBytes(Array(remedy.utf8)).isEmpty)
    #expect(remedy == #"echo 1 | sudo tee $'/sys/fs/cgroup/a\'; rm -rf $HOME; \x1b[2J `x` $(y)/cgroup.pressure'"#)
  }
}
