import ControlGroups
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
}
