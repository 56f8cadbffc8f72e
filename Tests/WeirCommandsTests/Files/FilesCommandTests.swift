import ControlGroups
import SystemdUnits
import Testing

@testable import WeirCommands

struct FilesCommandTests {
  @Test func everyFileHasALineThatIsASentence() {
    let lines = weir("files").outputText.split(separator: "\n")
    #expect(lines.count == InterfaceTable.entries.count)
    for line in lines { #expect(line.hasSuffix(".") && !line.hasSuffix("cgroup."), "\(line)") }
    #expect(
      lines.contains {
        $0.hasSuffix("The controllers the group has: those its parent lists in cgroup.subtree_control.")
      })
  }

  @Test func aFullStopInANameEndsNoSentence() {
    #expect(
      FilesText.firstSentence(of: "Sets cgroup.procs of 5.14 kernels. More.") == "Sets cgroup.procs of 5.14 kernels.")
    #expect(FilesText.firstSentence(of: "No stop") == "No stop")
    #expect(FilesText.firstSentence(of: "One.") == "One.")
  }

  @Test func aNameGlobAndSizeFindTheirRows() {
    #expect(weir("files", "memory.max").outputText.hasPrefix("memory.max\n"))
    #expect(weir("files", "hugetlb.2MB.max").outputText.hasPrefix("hugetlb.<size>.max\n"))
    #expect(weir("files", "cpu.weight*").outputText.contains("\n\ncpu.weight.nice\n"))
  }

  @Test func whatSystemdCallsAFileIsSaid() throws {
    #expect(weir("files", "memory.max").outputText.contains("  in systemd MemoryMax (since 231)\n"))
    #expect(
      weir("files", "cpu.max").outputText.contains(
        "CPUQuotaPerSecUSec (CPUQuota= in unit files, since 213), CPUQuotaPeriodUSec (CPUQuotaPeriodSec= in unit files, "
      ))
    #expect(weir("files", "memory.oom.group").outputText.contains("only when the unit is made"))
    #expect(weir("files", "cpu.max.burst").outputText.contains("  in systemd no property\n"))
    #expect(!weir("files", "memory.current").outputText.contains("in systemd"))
    let files = try JSONValue(parsing: weir("files", "-o", "json").output)["files"]?.items ?? []
    let named = files.filter { $0["systemd"] != .null }
    #expect(Set(named.compactMap { $0["name"]?.text }) == Set(PropertyTable.rows.map(\.file)))
    for file in named { #expect(file["systemd"]?["properties"]?.items.isEmpty == false) }
  }
}
