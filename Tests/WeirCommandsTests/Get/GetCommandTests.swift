import ControlGroupsTesting
import Testing

struct GetCommandTests {
  let tree = FakeMachine.whole()

  @Test func oneFileIsItsTextAlone() {
    tree.set("/system.slice", "memory.max", "1048576\n")
    #expect(weir("get", "/system.slice", "memory.max", on: tree).outputText == "1048576\n")
    #expect(weir("get", "web.service", "memory.max", on: tree).outputText == "max\n")
  }

  @Test func severalFilesHaveTheirNames() {
    let answer = weir("get", "/system.slice", "cpu.max", "cgroup.events", on: tree)
    #expect(answer.outputText == "cpu.max\tmax 100000\ncgroup.events\tpopulated 1\ncgroup.events\tfrozen 0\n")
  }

  /// What is named and absent fails; what a glob does not find does not.
  @Test func absenceOfANamedFileFails() {
    let named = weir("get", "/system.slice", "memory.max", "memory.peak", on: tree)
    #expect(named.outputText == "memory.max\tmax\n")
    #expect(named.exit == 1)
    #expect(named.errorLines.count == 1)
    let globbed = weir("get", "/system.slice", "memory.z*", on: tree)
    #expect(globbed == Answer(exit: 0, output: [], errors: []))
  }

  @Test func jsonHasTheReason() throws {
    let answer = weir("get", "/system.slice", "memory.peak", "memory.max", "-o", "json", on: tree)
    #expect(answer.exit == 0)
    let files = try JSONValue(parsing: answer.output)["files"]
    #expect(files?["memory.peak"]?["value"] == .null)
    #expect(files?["memory.peak"]?["reason"]?.text == "kernelLacks")
    #expect(files?["memory.max"]?["value"]?.text == "max")
  }

  /// Copies and kernels to come may hold what cannot be read: the object says so, and the others stay whole.
  @Test(arguments: ["", "\n", "-12345\n", "1234.0\n", "18446744073709551616\n", "maximum\n", "5\n6\n"])
  func aMalformedFileIsAReasonInJSON(text: String) throws {
    tree.set("/system.slice", "memory.max", text)
    let answer = weir("get", "/system.slice", "memory.max", "cpu.max", "-o", "json", on: tree)
    #expect(answer.exit == 0)
    let files = try JSONValue(parsing: answer.output)["files"]
    #expect(files?["memory.max"]?["value"] == .null)
    #expect(files?["memory.max"]?["reason"]?.text == "failed")
    #expect(files?["memory.max"]?["meaning"]?.text?.contains("expected") == true)
    #expect(files?["cpu.max"]?["value"]?["quota"]?.text == "max")
  }

  @Test(arguments: [("5\n", "5"), ("5", "5"), ("", ""), ("a 1\nb 2\n", "a 1\\x0ab 2")])
  func aFileWithoutARowIsItsTextInJSON(text: String, value: String) throws {
    tree.set("/system.slice", "memory.newer", text)
    let answer = weir("get", "/system.slice", "memory.newer", "-o", "json", on: tree)
    #expect(try JSONValue(parsing: answer.output)["files"]?["memory.newer"]?["value"]?.text == value)
  }

  @Test func theValueInForceNamesWhoSetsIt() {
    tree.set("/system.slice", "memory.max", "8192\n")
    tree.set("/system.slice/web.service", "memory.max", "16384\n")
    let answer = weir("get", "--effective", "web.service", "memory.max", on: tree)
    #expect(answer.outputText == "8192\tset by /system.slice\n")
    tree.setMachineRoot(false)
    let inside = weir("get", "--effective", "web.service", "memory.max", on: tree)
    #expect(inside.outputText == "8192\tset by /system.slice\tat least: groups above this namespace are invisible\n")
  }

  @Test func noValueInForceIsMadeUp() {
    for file in ["hugetlb.7GB.max", "memory.zswap.max"] {
      let answer = weir("get", "--effective", "web.service", file, on: tree)
      #expect(answer.exit == 1 && answer.output.isEmpty)
      #expect(answer.errorText.hasPrefix("weir: \(file) of /system.slice/web.service: this kernel has no \(file)"))
    }
  }

  @Test func selfAndProcesses() {
    tree.plain("/proc/77/cgroup", "0::/user.slice\n")
    #expect(weir("get", "self", "pids.current", on: tree).outputText == "3\n")
    tree.set("/user.slice", "pids.current", "9\n")
    #expect(weir("get", "pid:77", "pids.current", on: tree).outputText == "9\n")
    #expect(weir("get", "/sys/fs/cgroup/user.slice", "pids.current", on: tree).outputText == "9\n")
  }
}
