import ControlGroupsTesting
import Testing

/// `weir adopt` on a tree in memory, as far as it goes without a manager.
struct AdoptCommandTests {
  @Test func processesThatAreGoneAreOneLine() {
    let answer = weir("adopt", "4194302", "4194303", "pids.max=9", on: FakeMachine.whole())
    #expect(answer == Answer(exit: 1, output: [], errors: Array("weir: no process 4194302, no process 4194303\n".utf8)))
  }

  @Test func aProcessOutsideOfTheNamespaceIsNotCalledGone() {
    let tree = FakeMachine.whole()
    tree.plain("/proc/700/cgroup", "0::/system.slice/web.service\n")
    tree.plain("/proc/800/cgroup", "0::/../system.slice/elsewhere.service\n")
    let answer = weir("adopt", "700", "800", "pids.max=9", on: tree)
    let line =
      "weir: process 800 is in /../system.slice/elsewhere.service, outside of what is mounted here; adopt it from the host\n"
    #expect(answer == Answer(exit: 1, output: [], errors: Array(line.utf8)))
  }

  @Test func aDaemonStaysInItsUnit() {
    let tree = FakeMachine.whole()
    for (process, group) in [
      ("1", "/init.scope"), ("612", "/system.slice/ssh.service"), ("700", "/system.slice/web.service"),
    ] {
      tree.group(group, FakeMachine.group())
      tree.plain("/proc/\(process)/cgroup", "0::\(group)\n")
    }
    for (process, name) in [("1", "init.scope"), ("612", "ssh.service")] {
      let answer = weir("adopt", "700", process, "pids.max=9", on: tree)
      #expect(answer.exit == 1 && answer.errorLines.count == 1)
      #expect(answer.errorText.contains("taking process \(process) out of"), "\(answer.errorText)")
      #expect(answer.errorText.contains("--protected \(name)"), "\(answer.errorText)")
      #expect(answer.output.isEmpty)
    }
  }
}
